select d.oid, d.name, d.nickname, d.hired from drivers d where d.oid = :oid

select d.oid, d.name, d.nickname, d.hired, :caller.roles::text[] as roles, :caller.claims::jsonb ->> 'oid' as claimed
  from drivers d where d.oid = :caller.oid

SELECT EXISTS (SELECT FROM item WHERE id = :id AND owner = :caller.oid)

select coalesce(bool_or(t.driver_oid = :caller.oid or 'dispatcher' = any(:caller.roles)), false) from trips t where t.id = :tripId

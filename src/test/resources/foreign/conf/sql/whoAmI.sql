select :caller.oid::uuid as oid, cardinality(:caller.roles::text[]) as roles

-- The roles come from the caller's token, everything else from the team's own record.
select u.id, u.email, u.name, u.department, :caller.roles::text[] as roles, u.created_at
  from users u
 where u.id = :caller.oid

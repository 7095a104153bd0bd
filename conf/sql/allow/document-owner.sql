-- Owners, and administrators for the day on which the last owner has left the team.
select exists (
  select from grants g where g.document_id = :id and g.user_id = :caller.oid and g.access = 'owner'
) or (
  'admin' = any (:caller.roles::text[]) and exists (select from documents d where d.id = :id)
)

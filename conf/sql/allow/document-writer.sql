-- An owner may write too: the levels are in order.
select exists (
  select from grants g where g.document_id = :id and g.user_id = :caller.oid and g.access >= 'write'
)

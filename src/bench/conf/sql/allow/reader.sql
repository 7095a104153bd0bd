select exists (
  select from grants g where g.document_id = :id and g.user_id = :caller.oid
)

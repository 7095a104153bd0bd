select d.id, d.title, d.content, d.author, d.tags, d.version, d.created_at
  from grants g
  join documents d on d.id = g.document_id
 where g.user_id = :caller.oid
   and g.document_id < coalesce(:after, 9223372036854775807)
 order by g.document_id desc
 limit :limit

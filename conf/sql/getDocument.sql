-- allow/document-reader.sql decides whether the caller may read it; the join only tells how far the right goes.
select d.id, d.folder, d.title, d.content, d.tags, d.metadata, d.author_id, u.name as author, g.access,
       d.version, d.created_at, d.updated_at
  from documents d
  join users u on u.id = d.author_id
  join grants g on g.document_id = d.id and g.user_id = :caller.oid
 where d.id = :id

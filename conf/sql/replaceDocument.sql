-- The trigger documents_check_version compares the version with the current one, refuses an old one and counts it up.
update documents d
   set folder   = :body.folder,
       title    = :body.title,
       content  = :body.content,
       tags     = :body.tags,
       metadata = :body.metadata,
       version  = :body.version
  from users u, grants g
 where d.id = :id
   and u.id = d.author_id
   and g.document_id = d.id
   and g.user_id = :caller.oid
returning d.id, d.folder, d.title, d.content, d.tags, d.metadata, d.author_id, u.name as author, g.access,
          d.version, d.created_at, d.updated_at

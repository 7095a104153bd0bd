select d.id, d.title, d.content, d.author, d.tags, d.version, d.created_at
  from mine d
 where d.id = :id

-- Newest first, also when searching: a page's place must not depend on a rank that the next write changes.
-- coalesce leaves one condition on the key, which "is null or" would not. The caller's own grants bound the work; a
-- plan for a rare word begins at the index documents_search instead.
select d.id, d.folder, d.title, d.tags, d.author_id, g.access, d.version, d.updated_at
  from grants g
  join documents d on d.id = g.document_id
 where g.user_id = :caller.oid
   and g.document_id < coalesce(:after, 9223372036854775807)
   and d.tags @> coalesce(:tag::text[], '{}')
   and (:q::text is null or d.search @@ websearch_to_tsquery('english', :q))
 order by g.document_id desc
 limit :limit

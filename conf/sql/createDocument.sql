-- One statement, so a document without an owner can never exist, not even for a moment.
with document as (
  insert into documents (author_id, folder, title, content, tags, metadata)
  values (:caller.oid, :body.folder, :body.title, :body.content, :body.tags, :body.metadata)
  returning id, folder, title, content, tags, metadata, author_id, version, created_at, updated_at
), ownership as (
  insert into grants (document_id, user_id, access)
  select d.id, d.author_id, 'owner' from document d
  returning access
)
select d.id, d.folder, d.title, d.content, d.tags, d.metadata, d.author_id, u.name as author, o.access,
       d.version, d.created_at, d.updated_at
  from document d
  join users u on u.id = d.author_id
 cross join ownership o

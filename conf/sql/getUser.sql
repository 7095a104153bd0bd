select u.id, u.email, u.name, u.department, u.created_at,
       (select count(*) from documents d where d.author_id = u.id) as documents
  from users u
 where u.id = :id

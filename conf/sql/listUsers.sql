-- Keyset pagination over the unique e-mail address: '' comes before every address.
select u.id, u.email, u.name, u.department, u.created_at
  from users u
 where u.email > coalesce(:after, '')
 order by u.email
 limit :limit

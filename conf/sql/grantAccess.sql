-- PUT is idempotent: a second call changes nothing, not even the time of the grant.
insert into grants as g (document_id, user_id, access)
values (:id, :user, :body.access)
on conflict on constraint grants_key do update
   set access     = excluded.access,
       granted_at = case when g.access = excluded.access then g.granted_at else now() end
returning g.document_id, g.user_id, g.access, g.granted_at

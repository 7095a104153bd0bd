-- PUT is idempotent: a second call changes the level, or nothing.
insert into grants (document_id, user_id, access)
values (:id, :user, :body.access)
on conflict on constraint grants_key do update set access = excluded.access, granted_at = now()
returning document_id, user_id, access, granted_at

insert into comments (document_id, author, text)
values (:id, :caller.oid, :body.text)
returning id, document_id, author, text

INSERT INTO item (code, name, amount, state, tags, owner)
VALUES (:body.code, :body.name, :body.amount, coalesce(:body.state::state, 'new'), coalesce(:body.tags::text[], '{}'), :caller.oid)
RETURNING id, code, name, amount, state, made

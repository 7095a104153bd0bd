UPDATE item
SET name = :body.name
WHERE id = :id AND owner = :caller.oid
RETURNING id, name

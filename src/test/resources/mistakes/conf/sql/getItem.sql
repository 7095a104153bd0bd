SELECT id, code, name, amount, state, made
FROM item
WHERE id = :id

SELECT id, code, name, amount, state, made
FROM item
WHERE (:state::state IS NULL OR state = :state)
  AND (:codes::uuid[] IS NULL OR code = ANY (:codes))
ORDER BY id
LIMIT :limit

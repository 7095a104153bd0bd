SELECT due
FROM item
WHERE id = :id

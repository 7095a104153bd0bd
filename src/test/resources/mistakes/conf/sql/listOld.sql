SELECT id, code, name
FROM item
WHERE due < current_date

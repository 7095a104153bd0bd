-- What a caller looks for: "größer" finds größer. 🔎
SELECT id, code, name, amount, state, made
FROM item
WHERE name LIKE '%' || :text || '%' -- ünïcode 😀
  AND made >= :since
ORDER BY id

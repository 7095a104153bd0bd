SELECT count(*) AS items FROM item

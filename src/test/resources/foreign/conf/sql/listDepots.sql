select id, name, opens, closes, address from depots order by name

insert into vehicles (depot_id, plate, price, bought)
select :body.depotId, n.plate, n.price, :body.bought
  from unnest(:body.plates::text[], :body.prices::numeric[]) as n (plate, price)
returning id, plate, price

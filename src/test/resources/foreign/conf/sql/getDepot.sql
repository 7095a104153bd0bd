select d.id, d.name, d.opens, d.closes, d.address, (select count(*) from vehicles v where v.depot_id = d.id) as vehicles
  from depots d where d.id = :depotId

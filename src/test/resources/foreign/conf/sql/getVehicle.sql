select v.id, v.plate, v.state, v.depot_id as "depotId", v.odometer, v.price, v.bought, v.retired_at as "retiredAt",
       v.equipment, v.spare_keys as "spareKeys", v.payloads, v.profile, v.note
  from vehicles v where v.id = :vehicleId
-- a comment that ends the file; it's meant to be here

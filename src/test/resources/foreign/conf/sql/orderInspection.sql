insert into inspections (vehicle_id, reason) select v.id, :body.reason from vehicles v where v.id = :vehicleId
returning id, vehicle_id as "vehicleId", reason

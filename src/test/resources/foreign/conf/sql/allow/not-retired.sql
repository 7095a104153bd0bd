/* joins, and a cast; a vehicle that does not exist gives NULL, which is not true */
select (select v.state <> 'retired' from vehicles v left join crew c on c.vehicle_id = v.id where v.id = :vehicleId limit 1)

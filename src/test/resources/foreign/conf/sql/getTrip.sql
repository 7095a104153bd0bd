select t.id, t.vehicle_id as "vehicleId", t.departs,
       coalesce((select jsonb_agg(jsonb_build_object('place', s.place, 'minutes', s.minutes) order by s.position)
                   from trip_stops s where s.trip_id = t.id), '[]') as stops
  from trips t where t.id = :tripId

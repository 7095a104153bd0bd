with trip as (
  insert into trips (vehicle_id, driver_oid, departs) values (:body.vehicleId, :caller.oid, :body.departs)
  returning id, vehicle_id, departs
), stops as (
  insert into trip_stops (trip_id, position, place, minutes)
  select t.id, s.position, s.stop ->> 'place', (s.stop ->> 'minutes')::integer
    from trip t cross join jsonb_array_elements(:body.stops::jsonb) with ordinality as s (stop, position)
  returning place, position, minutes
), logged as (
  insert into trip_log (trip_id, entry) select t.id, 'planned; by :caller.oid' from trip t returning entry
)
select t.id, t.vehicle_id as "vehicleId", t.departs, (select count(*) from stops) as stops, (select sum(minutes) from stops) as minutes, l.entry
  from trip t cross join logged l;

select exists (
  select 1 from vehicles v join crew c on c.vehicle_id = v.id join drivers d on d.oid = c.driver_oid
   where v.id = :vehicleId and d.oid = :caller.oid
);

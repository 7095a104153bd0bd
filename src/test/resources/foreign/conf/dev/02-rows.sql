insert into depots values
  ('d0000000-0000-4000-8000-000000000001', 'North', '06:00', '22:30', '{"city": "Kiel", "zip": "24103"}'),
  ('d0000000-0000-4000-8000-000000000002', 'South', '05:30:15', '23:00', '{"city": "Ulm", "zip": null}');
insert into drivers values
  ('e0000000-0000-4000-8000-000000000001', 'Dora', 'D', '2020-02-29'),
  ('e0000000-0000-4000-8000-000000000002', 'Emil', null, '2021-07-01');
insert into vehicles (depot_id, plate, state, odometer, price, bought, retired_at, equipment, spare_keys, payloads, profile, photo) values
  ('d0000000-0000-4000-8000-000000000001', 'KI-100', 'in-service', 120500.5, 35000.0000, '2022-03-01', null,
   '{crane,"tail lift"}', '{c0000000-0000-4000-8000-000000000001}', '{7.50,12.25}', '{"seats": 3, "extras": ["radio"]}', '\x00ff10'),
  ('d0000000-0000-4000-8000-000000000001', 'KI-200', 'ready', 10.0, 41999.9900, '2025-11-30', null,
   '{}', '{}', '{}', '{}', null),
  ('d0000000-0000-4000-8000-000000000002', 'UL-1', 'retired', 999999.9, 1.0001, '2009-01-01', '2024-12-31T23:30:00+01:00',
   '{"a,b","c\"d"}', '{}', '{0}', '{"nothing": null}', '\x');
insert into crew (vehicle_id, driver_oid) values
  (1, 'e0000000-0000-4000-8000-000000000001'), (3, 'e0000000-0000-4000-8000-000000000001'),
  (2, 'e0000000-0000-4000-8000-000000000002');
insert into trips (vehicle_id, driver_oid, departs) values (1, 'e0000000-0000-4000-8000-000000000001', '2026-03-01T06:15:00Z');
insert into trip_stops values (1, 1, 'Kiel', 0), (1, 2, 'Hamburg', 75);

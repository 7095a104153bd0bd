create type vehicle_state as enum ('ready', 'in-service', 'retired');
create domain plate as text check (value ~ '^[A-Z]{1,3}-[0-9]{1,4}$');
create domain kilometres as numeric(9, 1) check (value >= 0);

create table depots (
  id uuid primary key, name text not null, opens time not null, closes time not null, address jsonb not null
);
create table drivers (
  oid uuid primary key, name text not null, nickname text, hired date not null
);
create table vehicles (
  id bigint generated always as identity primary key,
  depot_id uuid not null constraint vehicles_depot references depots,
  plate plate not null constraint vehicles_plate_unique unique,
  state vehicle_state not null default 'ready',
  odometer kilometres not null default 0,
  price numeric(14, 4) not null constraint vehicles_price_positive check (price > 0),
  bought date not null,
  retired_at timestamptz,
  equipment text[] not null default '{}',
  spare_keys uuid[] not null default '{}',
  payloads numeric[] not null default '{}',
  profile jsonb not null default '{}',
  note text,
  photo bytea
);
create table crew (
  vehicle_id bigint not null references vehicles on delete cascade,
  driver_oid uuid not null references drivers,
  since date not null default '2026-01-01',
  primary key (vehicle_id, driver_oid)
);
create table inspections (
  id bigint generated always as identity primary key,
  vehicle_id bigint not null references vehicles on delete cascade,
  reason text not null
);
create table trips (
  id bigint generated always as identity primary key,
  vehicle_id bigint not null constraint trips_vehicle references vehicles,
  driver_oid uuid not null constraint trips_driver references drivers,
  departs timestamptz not null
);
create table trip_stops (
  trip_id bigint not null references trips on delete cascade,
  position smallint not null,
  place text not null,
  minutes integer not null constraint trip_stops_minutes check (minutes between 0 and 600),
  primary key (trip_id, position)
);
create table trip_log (
  id bigint generated always as identity primary key,
  trip_id bigint not null,
  entry text not null,
  constraint trip_log_trip foreign key (trip_id) references trips on delete restrict
);
create table messages (
  id bigint generated always as identity primary key,
  sender text not null, topics text[] not null, urgency integer not null
);

-- 10,000 documents, and 1,000 users who may each see 50 of them. The requests are made by the same arithmetic.
create function user_of(number integer) returns uuid language sql immutable
return ('00000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid;

insert into documents
select n, 'Document ' || n, repeat('Forty characters of quite ordinary text. ', 5), user_of(n % 1000),
       array['plan', 'tag-' || n % 10], 1 + n % 7, timestamptz '2026-01-01 00:00:00Z' + n * interval '1 minute'
  from generate_series(1, 10000) n;

insert into grants
select user_of(u), 1 + (u * 97 + k * 37) % 10000
  from generate_series(0, 999) u, generate_series(0, 49) k;

analyze;

alter table mine no force row level security;
insert into mine select * from documents;
alter table mine force row level security;

select v.plate, coalesce(v.retired_at, 'infinity') as "retiredAt" from vehicles v where v.retired_at::timestamptz < (:day::date + 1)::timestamptz and v.retired_at > :since order by v.id

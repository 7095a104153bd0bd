select :body.small::smallint as small, :body.int::integer as "int", :body.big::bigint as big, :body.exact::numeric as exact,
       :body.real::double precision as "real", :body.flag::boolean as flag, :body.text::text as text, :body.id::uuid as id,
       :body.day::date as day, :body.clock::time as clock, :body.instant::timestamptz as instant,
       :body.bytes::bytea as bytes, :body.json::jsonb as json, :body.state::vehicle_state as state

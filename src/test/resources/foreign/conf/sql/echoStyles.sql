select :id::bigint as id, :ids::bigint[] as ids, :tags::text[] as tags, :point::jsonb as point, :spot.x::integer as x, :spot.y::integer as y

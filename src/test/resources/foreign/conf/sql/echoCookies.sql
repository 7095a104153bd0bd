select :session::text as session, :ids::bigint[] as ids, :point.x::integer as x, :point.y::integer as y

select :X_Tenant::text as tenant, :X_Ids::bigint[] as ids, :X_Point::jsonb as point, :X_Spot.x::integer as x, :X_Spot.y::integer as y

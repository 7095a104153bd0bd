update vehicles set profile = :body where id = :vehicleId returning profile, jsonb_typeof(profile) as kind

select photo, octet_length(photo) as bytes from vehicles where id = :vehicleId

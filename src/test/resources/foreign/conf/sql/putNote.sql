update vehicles set note = :body where id = :vehicleId returning id, coalesce(note, '') as note, char_length(note) as length

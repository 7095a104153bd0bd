update vehicles set note = :body where id = :vehicleId returning id, note, char_length(note) as length

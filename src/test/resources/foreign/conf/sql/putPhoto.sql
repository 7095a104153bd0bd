update vehicles set photo = :body.photo where id = :vehicleId

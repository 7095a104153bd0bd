update vehicles set state = coalesce(:body.state, state), odometer = coalesce(:body.odometer, odometer),
       price = coalesce(:body.price, price), plate = coalesce(:body.plate, plate)
 where id = :vehicleId
returning id, plate, state, odometer, price

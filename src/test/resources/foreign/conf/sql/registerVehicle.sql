insert into vehicles (depot_id, plate, state, price, bought, equipment, spare_keys, payloads, profile)
values (:body.depotId, :body.plate, :body.state, :body.price, :body.bought, :body.equipment, :body.spareKeys, :body.payloads, :body.profile)
returning id, plate, state, price, bought, equipment, spare_keys as "spareKeys", payloads, profile

delete from trips where id = :tripId

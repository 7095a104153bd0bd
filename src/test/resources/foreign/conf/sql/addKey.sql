update vehicles v set spare_keys = v.spare_keys || :key::uuid where v.id = :vehicleId and not (:key = any (v.spare_keys)) returning v.spare_keys as keys

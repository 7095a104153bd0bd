select v.plate from vehicles v where v.state = any (:state::vehicle_state[]) order by v.plate

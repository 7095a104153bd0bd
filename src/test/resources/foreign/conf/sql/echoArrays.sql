select :body.bigs::bigint[] as bigs, :body.texts::text[] as texts, :body.ids::uuid[] as ids, :body.exacts::numeric[] as exacts,
       :body.states::vehicle_state[] as states, :body.flags::boolean[] as flags, :body.days::date[] as days,
       :body.instants::timestamptz[] as instants

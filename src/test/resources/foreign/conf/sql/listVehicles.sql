select v.id, v.plate, v.state, v.depot_id as "depotId"
  from vehicles v
 where (:state::text[] is null or v.state::text = any (:state))
   and (:depot::uuid is null or v.depot_id = :depot)
   and v.id > coalesce(:after::bigint, 0)
 order by v.id limit :limit;

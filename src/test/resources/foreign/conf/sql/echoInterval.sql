select :duration::interval as duration, extract(epoch from :duration::interval)::bigint as seconds

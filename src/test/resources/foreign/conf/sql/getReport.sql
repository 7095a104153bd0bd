select :format::text as format, count(*) as vehicles, sum(price) as worth, array_agg(distinct state order by state) as states from vehicles

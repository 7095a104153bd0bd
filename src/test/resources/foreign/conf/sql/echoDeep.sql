select :filter.min::integer as min, :filter.max::numeric as max, :filter.name::text as name

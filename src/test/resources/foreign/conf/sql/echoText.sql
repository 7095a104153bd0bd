select :name::text as name, :q::text as q, :raw::text as raw

SELECT :name::text <> 'stranger'

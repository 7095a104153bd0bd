select :where.plate::text as plate, :where::jsonb as "where", :X_Page.size::integer as size

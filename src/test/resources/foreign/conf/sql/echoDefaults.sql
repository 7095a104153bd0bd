select :word::text as word, :count::integer as count, :flag::boolean as flag, :list::text[] as list, :missing::text as missing

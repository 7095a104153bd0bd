select :body.text::text as text, :body.number::bigint as number, :body.list::text[] as list, :body.object::jsonb as object,
       :body.text::text is null as "textIsNull"

select '2026.1' as version, null::text as codename -- it's fine: a quote in a comment, and :nothing

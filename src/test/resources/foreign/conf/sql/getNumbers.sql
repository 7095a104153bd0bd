select 9223372036854775807::bigint as big, -9223372036854775808 as least, 12345678901234567890.123456789012345678::numeric as exact,
       0.10::numeric as scale, 1e-7::double precision as tiny, '{1.50,2}'::numeric[] as list

-- Answers at all only when the database does. A standby that has not taken over yet cannot write.
select 'ok' as status,
       not pg_is_in_recovery() as writable

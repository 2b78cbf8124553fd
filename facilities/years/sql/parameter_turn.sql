-- Lets the writers of parameters of an area ($1) and matter ($2) take turns.
SELECT pg_advisory_xact_lock(5044, hashtext($1::text || $2::text))

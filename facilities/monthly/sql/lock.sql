-- Keeps others from reporting a month ($2) of a township ($1) until the end of the transaction, also before anything is reported.
SELECT pg_advisory_xact_lock(hashtext('cairn.monthly ' || $1::text || ' ' || $2::date::text))

-- Keeps others from setting when reports are due until the end of the transaction, also before anything is set.
SELECT pg_advisory_xact_lock(hashtext('cairn.monthly'))

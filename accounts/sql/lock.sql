-- Lets one change of accounts run at a time.
SELECT pg_advisory_xact_lock(hashtext('cairn.accounts'))

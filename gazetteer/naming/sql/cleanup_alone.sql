-- Keeps other runs away until the transaction ends; false when one is under way.
SELECT pg_try_advisory_xact_lock(hashtext('cairn.cleanup'))

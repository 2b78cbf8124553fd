-- Lets one change of areas be carried out at a time.
SELECT pg_advisory_xact_lock(hashtext('cairn.area_change'))

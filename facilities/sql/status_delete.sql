-- Takes a status period out; the revision keeps it.
DELETE FROM facility_status WHERE facility_id = $1 AND from_on = $2

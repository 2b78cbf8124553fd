-- One facility by id, retired or not.
SELECT * FROM facility_record WHERE id = $1

-- A finding by its id.
SELECT * FROM finding_record WHERE id = $1

-- A sign by its id.
SELECT * FROM sign_record WHERE id = $1

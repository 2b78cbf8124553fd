-- A dispute by its id.
SELECT * FROM dispute_record WHERE id = $1

-- One entry.
SELECT * FROM place_record WHERE id = $1

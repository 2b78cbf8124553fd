-- Drops a name form.
DELETE FROM place_name WHERE id = $1

-- Entries by their ids ($1).
SELECT * FROM place_record WHERE id = ANY ($1)

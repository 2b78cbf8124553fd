-- Drops the search rows of entries.
DELETE FROM place_search WHERE place_id = ANY ($1)

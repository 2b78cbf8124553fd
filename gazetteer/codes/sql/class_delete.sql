-- Takes classes away.
DELETE FROM place_class WHERE code = ANY ($1)

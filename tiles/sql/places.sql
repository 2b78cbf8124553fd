-- Places with a position; $1: the keys asked for, null for all.
SELECT key, rank, geom, name, class_code, status
FROM map_place
WHERE ($1::text[] IS NULL OR id = ANY ($1::text[]::uuid[]))

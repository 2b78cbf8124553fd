-- Roads; $1: the keys asked for, null for all.
SELECT key, 0 AS rank, geom, name, class
FROM map_road
WHERE ($1::text[] IS NULL OR id = ANY ($1::text[]::uuid[]))

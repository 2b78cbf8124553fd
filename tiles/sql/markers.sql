-- Boundary markers; $1: the keys asked for, null for all.
SELECT key, 0 AS rank, geom, number, type, side, grade, status
FROM map_marker
WHERE ($1::text[] IS NULL OR id = ANY ($1::text[]::uuid[]))

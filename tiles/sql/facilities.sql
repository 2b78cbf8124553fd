-- Facilities with a position and their status of today; $1: the keys asked for, null for all.
SELECT key, rank, geom, kind, name, status
FROM map_facility
WHERE ($1::text[] IS NULL OR id = ANY ($1::text[]::uuid[]))

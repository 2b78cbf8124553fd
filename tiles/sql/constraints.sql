-- Siting constraints; $1: the keys asked for, null for all.
SELECT key, 0 AS rank, geom, kind, name, rule
FROM map_constraint
WHERE ($1::text[] IS NULL OR id = ANY ($1::text[]::uuid[]))

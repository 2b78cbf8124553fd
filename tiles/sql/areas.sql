-- Outlines of areas; $1: the keys asked for, null for all.
SELECT key, 0 AS rank, geom, name, level, schematic
FROM map_area
WHERE ($1::text[] IS NULL OR key = ANY ($1::text[]))
  AND geom IS NOT NULL

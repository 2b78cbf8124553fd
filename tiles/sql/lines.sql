-- Boundary lines in force; $1: the keys asked for, null for all.
SELECT key, 0 AS rank, geom, name, level, agreed_length_km, left_area, right_area
FROM map_line
WHERE ($1::text[] IS NULL OR key = ANY ($1::text[]))

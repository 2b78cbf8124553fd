-- Seats of areas, or a point inside where the seat is not known; $1: the keys asked for, null for all.
SELECT key, 0 AS rank, seat, name, level
FROM map_area
WHERE ($1::text[] IS NULL OR key = ANY ($1::text[]))

-- The ids of an inspection ($1) and of all that correct one another with it, its track and the times of the track.
WITH RECURSIVE chain (id, corrects) AS (
    SELECT id, corrects FROM inspection WHERE id = $1
    UNION SELECT i.id, i.corrects FROM chain c JOIN inspection i ON i.id = c.corrects OR i.corrects = c.id)
SELECT (SELECT array_agg(id) FROM chain), t.geom, coalesce(t.times, '{}')
FROM inspection i LEFT JOIN inspection_track t ON t.inspection_id = i.id WHERE i.id = $1

-- Readings that begin with letters ($5, below $6) and with tones ($7): of each weight ($4) the first few in order.
-- CASE keeps the planner from taking typed tones for rare: most of them fit, and the order of the index is worth keeping.
SELECT h.place_id, h.text, h.kind, h.spaced, h.joined = $5 AS exact, 0::double precision AS share
FROM unnest($4::smallint[]) AS w (weight)
CROSS JOIN LATERAL (
    SELECT place_id, text, kind, spaced, joined, main FROM place_search
    WHERE weight = w.weight AND joined >= $5 AND joined < $6 AND CASE WHEN starts_with(toned, $7) THEN true ELSE false END
      AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
    ORDER BY joined, place_id
    LIMIT $3) h
ORDER BY exact DESC, NOT h.main, w.weight, h.joined, h.place_id
LIMIT $3

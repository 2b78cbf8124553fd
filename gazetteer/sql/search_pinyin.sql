-- Readings that begin with letters ($4, below $5) and with tones ($6): of each weight the first few in order.
SELECT h.place_id, h.text, h.kind, h.spaced, h.joined = $4 AS exact, 0::double precision AS share
FROM generate_series(0, 9) AS w (weight)
CROSS JOIN LATERAL (
    SELECT place_id, text, kind, spaced, joined, main FROM place_search
    WHERE weight = w.weight AND joined >= $4 AND joined < $5
      AND ($6::text = '' OR starts_with(toned, $6))
      AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
    ORDER BY joined, place_id
    LIMIT $3) h
ORDER BY exact DESC, NOT h.main, w.weight, h.joined, h.place_id
LIMIT $3

-- Readings that begin with letters ($5, below $6) and with tones ($7): standard names first, of each weight ($4) the first few in order.
-- CASE keeps the planner from taking typed tones for rare: most of them fit, and the order of the index is worth keeping.
SELECT h.place_id, h.text, h.kind, h.spaced, h.joined = $5 AS exact, 0::double precision AS share
FROM (VALUES (true), (false)) AS m (main) CROSS JOIN unnest($4::smallint[]) AS w (weight)
CROSS JOIN LATERAL (
    SELECT place_id, text, kind, spaced, joined FROM place_search
    WHERE main = m.main AND weight = w.weight AND joined >= $5 AND joined < $6 AND CASE WHEN starts_with(toned, $7) THEN true ELSE false END
      AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
    ORDER BY joined, place_id
    LIMIT $3) h
ORDER BY NOT m.main, exact DESC, w.weight, h.joined, h.place_id
LIMIT $3

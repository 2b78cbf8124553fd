-- Name forms (standard ones or the others, $5) that begin with a text ($6, below $7): of each weight ($4) the first few in order.
SELECT h.place_id, h.text, h.kind, h.spaced, h.norm = $6 AS exact, 0::double precision AS share
FROM unnest($4::smallint[]) AS w (weight)
CROSS JOIN LATERAL (
    SELECT place_id, text, kind, spaced, norm FROM place_search
    WHERE main = $5 AND weight = w.weight AND norm >= $6 AND norm < $7
      AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
    ORDER BY norm, place_id
    LIMIT $3) h
ORDER BY exact DESC, w.weight, h.norm, h.place_id
LIMIT $3

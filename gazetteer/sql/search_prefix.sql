-- Name forms (standard ones or the others, $6) that begin with a text ($7, below $8): of each weight ($5) the first few in order.
SELECT h.place_id, h.text, h.kind, h.spaced, h.norm = $7 AS exact, 0::double precision AS share, h.weight, h.area_code, h.lon, h.lat
FROM unnest($5::smallint[]) AS w (weight)
CROSS JOIN LATERAL (
    SELECT place_id, text, kind, spaced, norm, weight, area_code, lon, lat FROM place_search
    WHERE main = $6 AND weight = w.weight AND norm >= $7 AND norm < $8
      AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
    ORDER BY norm, place_id
    LIMIT $3) h
ORDER BY exact DESC, w.weight, h.norm, h.place_id
LIMIT $3

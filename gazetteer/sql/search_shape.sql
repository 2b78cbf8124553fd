-- Readings whose initials begin with letters ($6, below $7), whose syllables begin as a pattern says ($8) and whose
-- characters stand as another says ($9): 文shan, wenss. Of each weight ($5) the first few in order.
SELECT h.place_id, h.text, h.kind, h.spaced, h.initials = $6 AS exact, 0::double precision AS share, h.weight, h.area_code, h.lon, h.lat
FROM (VALUES (true), (false)) AS m (main) CROSS JOIN unnest($5::smallint[]) AS w (weight)
CROSS JOIN LATERAL (
    SELECT place_id, text, kind, spaced, initials, weight, area_code, lon, lat FROM place_search
    WHERE main = m.main AND weight = w.weight AND initials >= $6 AND initials < $7
      AND CASE WHEN spaced ~ $8 AND coalesce(norm, text) LIKE $9 THEN true ELSE false END
      AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
    ORDER BY initials, place_id
    LIMIT $3) h
ORDER BY NOT m.main, exact DESC, w.weight, h.initials, h.place_id
LIMIT $3

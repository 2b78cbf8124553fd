-- Readings that begin with letters ($6, below $7), confused sounds alike: standard names first, of each weight ($5) the first few in order.
SELECT h.place_id, h.text, h.kind, h.spaced, h.folded = $6 AS exact, 0::double precision AS share, h.weight, h.area_code, h.lon, h.lat
FROM (VALUES (true), (false)) AS m (main) CROSS JOIN unnest($5::smallint[]) AS w (weight)
CROSS JOIN LATERAL (
    SELECT place_id, text, kind, spaced, folded, weight, area_code, lon, lat FROM place_search
    WHERE main = m.main AND weight = w.weight AND folded >= $6 AND folded < $7
      AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
    ORDER BY folded, place_id
    LIMIT $3) h
ORDER BY NOT m.main, exact DESC, w.weight, h.folded, h.place_id
LIMIT $3

-- Readings that have at least three letters ($4) inside.
SELECT place_id, text, kind, spaced, false AS exact, 0::double precision AS share
FROM (SELECT place_id, text, kind, spaced, main, weight, joined FROM place_search
      WHERE joined LIKE '%' || $4::text || '%'
        AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
      LIMIT 2000) candidate
ORDER BY NOT main, weight, joined, place_id
LIMIT $3

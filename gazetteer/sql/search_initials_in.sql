-- Readings in a small area whose initials begin with letters ($6, below $7), by their tokens ($5).
-- OFFSET keeps the planner to the tokens: over the rows of another index they would have to be computed one by one.
SELECT place_id, text, kind, spaced, initials = $6 AS exact, 0::double precision AS share, weight, area_code, lon, lat
FROM (SELECT * FROM place_search WHERE search_tokens(norm, joined, area_code, class_code) @> $5::text[] OFFSET 0) small
WHERE initials >= $6 AND initials < $7
      AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
ORDER BY NOT main, exact DESC, weight, initials, place_id
LIMIT $3

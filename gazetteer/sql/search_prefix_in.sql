-- Name forms (standard ones or the others, $6) of a small area that begin with a text ($7, below $8), by their tokens ($5).
-- OFFSET keeps the planner to the tokens: over the rows of another index they would have to be computed one by one.
SELECT place_id, text, kind, spaced, norm = $7 AS exact, 0::double precision AS share, weight, area_code, lon, lat
FROM (SELECT * FROM place_search WHERE search_tokens(norm, joined, area_code, class_code) @> $5::text[] OFFSET 0) small
WHERE main = $6 AND norm >= $7 AND norm < $8
      AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
ORDER BY exact DESC, weight, norm, place_id
LIMIT $3

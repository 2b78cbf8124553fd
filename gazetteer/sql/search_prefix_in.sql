-- Name forms (standard ones or the others, $5) of a small area that begin with a text ($6, below $7), by their tokens ($4).
SELECT place_id, text, kind, spaced, norm = $6 AS exact, 0::double precision AS share
FROM place_search
WHERE search_tokens(norm, joined, area_code, class_code) @> $4::text[] AND main = $5 AND norm >= $6 AND norm < $7
      AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
ORDER BY exact DESC, weight, norm, place_id
LIMIT $3

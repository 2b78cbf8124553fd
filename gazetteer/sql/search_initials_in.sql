-- Readings in a small area whose initials begin with letters ($5, below $6), by their tokens ($4).
SELECT place_id, text, kind, spaced, initials = $5 AS exact, 0::double precision AS share
FROM place_search
WHERE search_tokens(norm, joined, area_code, class_code) @> $4::text[] AND initials >= $5 AND initials < $6
      AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
ORDER BY NOT main, exact DESC, weight, initials, place_id
LIMIT $3

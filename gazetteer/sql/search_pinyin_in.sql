-- Readings in a small area that begin with letters ($5, below $6) and with tones ($7), by their tokens ($4).
SELECT place_id, text, kind, spaced, joined = $5 AS exact, 0::double precision AS share
FROM place_search
WHERE search_tokens(norm, joined, area_code, class_code) @> $4::text[] AND joined >= $5 AND joined < $6 AND ($7::text = '' OR starts_with(toned, $7))
      AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
ORDER BY NOT main, exact DESC, weight, joined, place_id
LIMIT $3

-- Name forms of a small area or a class (their tokens $5) that have a text ($7) inside, by the keys of its characters ($6).
SELECT place_id, text, kind, spaced, false AS exact, 0::double precision AS share, weight, area_code, lon, lat
FROM (
    SELECT place_id, text, kind, spaced, main, norm, weight, area_code, lon, lat FROM place_search
    WHERE search_tokens(norm, joined, area_code, class_code) @> $5::text[] AND keys @> $6::integer[] AND strpos(norm, $7) > 0
      AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
    LIMIT 1000) candidate
ORDER BY NOT main, weight, norm, place_id
LIMIT $3

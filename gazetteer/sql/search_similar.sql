-- Name forms that share at least $6 of the bigrams $4 with a text, one of the telling ones ($5) among them.
SELECT place_id, text, kind, spaced, false AS exact,
       2.0 * shared / (cardinality($4::text[]) + greatest(char_length(norm) - 1, 1)) AS share
FROM (
    SELECT c.*, (SELECT count(*) FROM unnest($4::text[]) pair WHERE strpos(c.norm, pair) > 0) AS shared
    FROM (SELECT place_id, text, kind, spaced, main, weight, norm FROM place_search
          WHERE search_tokens(norm, joined, area_code, class_code) && $5::text[]
            AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
          LIMIT 5000) c) candidate
WHERE shared >= $6::integer
ORDER BY share DESC, NOT main, weight, norm, place_id
LIMIT $3

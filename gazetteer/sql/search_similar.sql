-- Name forms that have most of the pairs of characters of a text ($4): every pair of one of the selections ($5, each joined by |).
SELECT DISTINCT ON (share, main, weight, norm, place_id) place_id, text, kind, spaced, false AS exact,
       2.0 * (SELECT count(*) FROM unnest($4::text[]) pair WHERE strpos(norm, pair) > 0)
           / (cardinality($4::text[]) + greatest(char_length(norm) - 1, 1)) AS share
FROM unnest($5::text[]) AS selection (pairs)
CROSS JOIN LATERAL (
    SELECT place_id, text, kind, spaced, main, weight, norm FROM place_search
    WHERE search_tokens(norm, joined, area_code, class_code) @> string_to_array(selection.pairs, '|')
      AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
    LIMIT 200) candidate
ORDER BY share DESC, main DESC, weight, norm, place_id
LIMIT $3

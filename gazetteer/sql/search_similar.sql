-- Name forms that have most of the pairs of characters of a text ($5): every pair of one of the selections ($6, their keys joined by a comma).
SELECT DISTINCT ON (share, main, weight, norm, place_id) place_id, text, kind, spaced, false AS exact,
       2.0 * (SELECT count(*) FROM unnest($5::text[]) pair WHERE strpos(norm, pair) > 0)
           / (cardinality($5::text[]) + greatest(char_length(norm) - 1, 1)) AS share, weight, area_code, lon, lat
FROM unnest($6::text[]) AS selection (keys)
CROSS JOIN LATERAL (
    SELECT place_id, text, kind, spaced, main, norm, weight, area_code, lon, lat FROM place_search s
    WHERE s.keys @> string_to_array(selection.keys, ',')::integer[]
      AND grade <= $4 AND ($1::text = '' OR starts_with(area_code, $1)) AND ($2::text = '' OR starts_with(class_code, $2))
    LIMIT 200) candidate
ORDER BY share DESC, main DESC, weight, norm, place_id
LIMIT $3

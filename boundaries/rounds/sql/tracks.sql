-- Tracks of a line ($2) in a round ($1), under earlier codes too.
SELECT DISTINCT ON (walked_on, id) id, to_char(walked_on, 'YYYY-MM-DD'), team, geom
FROM round_walk WHERE round = $1 AND line_code = ANY (line_past($2)) ORDER BY walked_on, id

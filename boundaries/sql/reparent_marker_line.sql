-- Puts a marker that was on a line ($2) on what became of it ($3).
WITH gone AS (DELETE FROM marker_line WHERE marker_id = $1 AND line_code = $2 AND NOT line_code = ANY ($3::text[]))
INSERT INTO marker_line (marker_id, line_code) SELECT $1, unnest($3) ON CONFLICT DO NOTHING

-- Puts a marker on its lines ($2), those that it is on already aside.
INSERT INTO marker_line (marker_id, line_code) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING

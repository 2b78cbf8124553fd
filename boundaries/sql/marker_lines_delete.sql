-- Takes a marker off the lines that are no longer its own ($2).
DELETE FROM marker_line WHERE marker_id = $1 AND NOT line_code = ANY ($2)

-- Notes what the tracks of a line cover.
UPDATE round_line SET covered = $3, stretches = $4, version = version + 1, updated_at = now() WHERE round = $1 AND line_code = $2

-- Locks the record of a line in a round.
SELECT id FROM round_line WHERE round = $1 AND line_code = $2 FOR UPDATE

-- Closes a line in a round.
UPDATE round_line SET state = 'closed', closed_at = clock_timestamp(), version = version + 1, updated_at = now() WHERE round = $1 AND line_code = $2

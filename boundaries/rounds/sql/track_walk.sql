-- A track says that a line was walked; the last day counts.
UPDATE round_line SET walked_on = greatest(walked_on, $3::text::date), state = CASE state WHEN 'planned' THEN 'walked' ELSE state END, version = version + 1, updated_at = now()
WHERE round = $1 AND line_code = $2 AND (state = 'planned' OR walked_on IS NULL OR walked_on < $3::text::date)

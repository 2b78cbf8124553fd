-- Notes the day on which a line was walked.
UPDATE round_line SET walked_on = $3::text::date, state = CASE state WHEN 'planned' THEN 'walked' ELSE state END, version = version + 1, updated_at = now()
WHERE round = $1 AND line_code = $2

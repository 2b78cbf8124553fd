-- Changes the plan of a line.
UPDATE round_line SET batch = $3, due_on = $4::text::date, leading_side = coalesce(nullif($5::text, ''), leading_side), left_team = $6, right_team = $7, version = version + 1, updated_at = now()
WHERE round = $1 AND line_code = $2

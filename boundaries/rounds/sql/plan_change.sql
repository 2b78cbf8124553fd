-- Changes the plans of lines ($2) of a round ($1) that are not closed, in what is said: batch, day due, who leads, the teams.
UPDATE round_line SET batch = coalesce($3, batch), due_on = coalesce($4::text::date, due_on), leading_side = coalesce(nullif($5::text, ''), leading_side),
    left_team = coalesce(nullif($6::text, ''), left_team), right_team = coalesce(nullif($7::text, ''), right_team), version = version + 1, updated_at = now()
WHERE round = $1 AND line_code = ANY ($2::text[]) AND state <> 'closed'

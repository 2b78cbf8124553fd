-- Plans lines ($2) of a round ($1); those that it knows already stay as they are. Who leads is as said ($5), else as the register of lines says.
INSERT INTO round_line (round, line_code, batch, due_on, leading_side, left_team, right_team)
SELECT $1, l.code, $3, $4::text::date, coalesce(nullif($5::text, ''), CASE WHEN l.leading_area <> l.left_area THEN 'right' ELSE 'left' END), $6, $7
FROM boundary_line l WHERE l.code = ANY ($2::text[])
ON CONFLICT (round, line_code) DO NOTHING

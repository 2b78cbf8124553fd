-- Copies the plans and records of lines to what they became in a change of areas ($1): sides exchanged where the heir of the left party is the right one.
INSERT INTO round_line (round, line_code, batch, due_on, leading_side, left_team, right_team, state, walked_on, conclusion, findings, problems,
    left_opinion, right_opinion, disagreement, left_signed_on, right_signed_on, document, past, closed_at)
SELECT DISTINCT ON (p.round, v.new_code) p.round, v.new_code, p.batch, p.due_on,
    CASE WHEN t.turned THEN CASE p.leading_side WHEN 'left' THEN 'right' ELSE 'left' END ELSE p.leading_side END,
    CASE WHEN t.turned THEN p.right_team ELSE p.left_team END, CASE WHEN t.turned THEN p.left_team ELSE p.right_team END,
    p.state, p.walked_on, p.conclusion, p.findings, p.problems,
    CASE WHEN t.turned THEN p.right_opinion ELSE p.left_opinion END, CASE WHEN t.turned THEN p.left_opinion ELSE p.right_opinion END, p.disagreement,
    CASE WHEN t.turned THEN p.right_signed_on ELSE p.left_signed_on END, CASE WHEN t.turned THEN p.left_signed_on ELSE p.right_signed_on END,
    p.document, p.past, p.closed_at
FROM line_move v
JOIN round_line p ON p.line_code = v.old_code
JOIN boundary_line o ON o.code = v.old_code
JOIN boundary_line n ON n.code = v.new_code
CROSS JOIN LATERAL (
    SELECT n.right_area = o.left_area OR n.left_area = o.right_area
        OR EXISTS (SELECT FROM area_move m WHERE m.change_id = $1 AND (m.old_code, m.new_code) IN ((o.left_area, n.right_area), (o.right_area, n.left_area))) AS turned) t
WHERE v.change_id = $1 AND v.old_code <> v.new_code
ORDER BY p.round, v.new_code, array_position(ARRAY['planned', 'walked', 'recorded', 'signed', 'closed'], p.state), p.line_code
ON CONFLICT (round, line_code) DO NOTHING

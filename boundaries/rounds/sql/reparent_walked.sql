-- Lines made in a change of areas ($1) that rounds under way have tracks of.
SELECT DISTINCT p.round, p.line_code FROM round_line p
JOIN inspection_round r ON r.number = p.round AND r.state IN ('planned', 'open')
JOIN line_move v ON v.change_id = $1 AND v.new_code = p.line_code
WHERE p.covered IS NOT NULL ORDER BY 1, 2

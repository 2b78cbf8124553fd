-- Lines made in a change of areas ($1) whose old ones have coverage kept in rounds that are closed.
SELECT DISTINCT c.round, v.new_code FROM line_move v
JOIN round_coverage c ON c.line_code = v.old_code
WHERE v.change_id = $1 AND v.new_code <> v.old_code ORDER BY 1, 2

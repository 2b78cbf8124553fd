-- Takes lines that a change of areas ($1) has ended out of rounds that are under way.
DELETE FROM round_line p USING inspection_round r, boundary_line l
WHERE r.number = p.round AND r.state IN ('planned', 'open') AND l.code = p.line_code AND l.valid_to IS NOT NULL
  AND EXISTS (SELECT FROM line_move v WHERE v.change_id = $1 AND v.old_code = p.line_code)

-- Lines of rounds that are not closed with a party among areas ($1).
SELECT p.id, p.round || ' ' || l.name, l.left_area || ' ' || l.right_area
FROM round_line p
JOIN inspection_round r ON r.number = p.round
JOIN boundary_line l ON l.code = p.line_code
WHERE r.state IN ('planned', 'open') AND (l.left_area = ANY ($1::text[]) OR l.right_area = ANY ($1))
ORDER BY p.round, p.line_code

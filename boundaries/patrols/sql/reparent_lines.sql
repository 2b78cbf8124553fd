-- Gives plans of lines with a party among areas ($2) the line that theirs became in a change ($1), the longest one.
UPDATE patrol_plan n SET line_code = heir.code, version = n.version + 1, updated_at = now()
FROM boundary_line o
CROSS JOIN LATERAL (
    SELECT l.code FROM line_move m JOIN boundary_line l ON l.code = m.new_code
    WHERE m.change_id = $1 AND m.old_code = o.code ORDER BY l.geodesic_length_m DESC, l.code LIMIT 1) heir
WHERE o.code = n.line_code AND o.valid_to IS NOT NULL AND (o.left_area = ANY ($2::text[]) OR o.right_area = ANY ($2))

-- Markers in use with a party among areas ($1), by themselves or by their lines.
SELECT id::text, number, array_to_string(array_remove(managing_area || co_areas, NULL), ' ') FROM marker m
WHERE status <> 'retired' AND (managing_area = ANY ($1) OR co_areas && $1::text[] OR EXISTS (
    SELECT FROM marker_line ml JOIN boundary_line l ON l.code = ml.line_code
    WHERE ml.marker_id = m.id AND (l.left_area = ANY ($1) OR l.right_area = ANY ($1))))
ORDER BY number, id

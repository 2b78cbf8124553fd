-- Plans that are not withdrawn of areas ($1), or of lines with a party among them.
SELECT n.id::text, concat_ws(' ', coalesce(a.name, l.name), nullif(n.patroller, '')), coalesce(n.area_code, l.left_area || ' ' || l.right_area)
FROM patrol_plan n
LEFT JOIN area a ON a.code = n.area_code
LEFT JOIN boundary_line l ON l.code = n.line_code
WHERE NOT n.retired AND (n.area_code = ANY ($1::text[]) OR l.left_area = ANY ($1) OR l.right_area = ANY ($1))
ORDER BY 2, n.id

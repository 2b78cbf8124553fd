-- Parties of a line ($1), the day on which it ended, and the version of its description, locked for a change.
SELECT l.left_area, l.right_area, CASE WHEN l.valid_to <= current_date THEN l.valid_to::text END, coalesce(c.version, 1)
FROM boundary_line l LEFT JOIN line_course c ON c.line_code = l.code
WHERE l.code = $1 FOR UPDATE OF l

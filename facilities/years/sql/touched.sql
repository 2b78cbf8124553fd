-- Parameters of the areas ($1).
SELECT id::text, what, area_code FROM burial_parameter WHERE area_code = ANY ($1) AND NOT retired ORDER BY area_code, what, id

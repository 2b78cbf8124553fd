-- Closing edges of areas ($1).
SELECT c.area_code, a.name, c.area_code FROM closing_edge c JOIN area a ON a.code = c.area_code WHERE c.area_code = ANY ($1) ORDER BY 1

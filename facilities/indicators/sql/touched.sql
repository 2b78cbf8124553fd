-- Indicators with targets for the areas ($1).
SELECT i.id::text, i.name, t.area_code FROM indicator i JOIN indicator_target t ON t.indicator_id = i.id
WHERE t.area_code = ANY ($1) AND NOT i.retired ORDER BY t.area_code, i.name, i.id

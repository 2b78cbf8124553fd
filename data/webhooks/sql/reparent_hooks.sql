-- Hooks of exactly the areas ($1).
SELECT id::text, url, area_code FROM webhook WHERE area_code = ANY ($1) AND NOT retired ORDER BY url, id

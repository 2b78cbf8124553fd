-- Figures of people of the areas ($1).
SELECT area_code || '/' || year, year::text, area_code FROM population WHERE area_code = ANY ($1) ORDER BY area_code, year

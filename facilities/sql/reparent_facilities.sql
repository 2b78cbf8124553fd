-- Facilities in the areas ($1), withdrawn ones too, as a preview lists them.
SELECT id::text, name, area_code FROM facility WHERE area_code = ANY ($1) OR village_code = ANY ($1) ORDER BY area_code, name, id

-- Entries that follow the areas ($1), retired ones too: the first of them and how many there are.
SELECT id::text, name, area_code, count(*) OVER () FROM place
WHERE area_code = ANY ($1) OR division_code = ANY ($1) ORDER BY area_code, class_code, name, id LIMIT 200

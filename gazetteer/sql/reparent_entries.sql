-- Entries that follow the areas ($1), retired ones too: the first of them and how many there are, as far as a reader of a grade ($2) may know.
SELECT id::text, name, area_code, count(*) OVER () FROM place
WHERE (area_code = ANY ($1) OR division_code = ANY ($1) AND field_grade(secrecy, 'division_code') <= $2) AND grade <= $2 ORDER BY area_code, class_code, name, id LIMIT 200

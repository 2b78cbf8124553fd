-- Entries that name the areas ($1) themselves and are in use, as far as a reader of a grade ($2) may know.
SELECT p.id::text, p.name, p.division_code, count(*) OVER () FROM place p JOIN pub_area a ON a.code = p.division_code
WHERE p.division_code = ANY ($1) AND field_grade(p.secrecy, 'division_code') <= $2 AND p.status = 'current' AND (p.class_code LIKE '21%' OR p.class_code LIKE '276%' AND a.level = 'village')
ORDER BY p.division_code, p.id LIMIT 200

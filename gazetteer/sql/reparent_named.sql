-- Entries in use that name the areas ($1) themselves: administrative areas, and of villages their committees, which bear the name.
SELECT p.division_code, p.id FROM place p JOIN pub_area a ON a.code = p.division_code
WHERE p.division_code = ANY ($1) AND p.status = 'current'
  AND (p.class_code LIKE '21%' OR p.class_code LIKE '276%' AND a.level = 'village')
ORDER BY p.division_code, p.class_code, p.id

-- Change sets that are still open and in the areas ($1), or have items there, as far as a reader of a grade ($2) may know.
SELECT s.id::text, s.title, s.area_code, count(*) OVER () FROM change_set s
WHERE s.state IN ('draft', 'submitted', 'accepted', 'returned')
  AND (s.area_code = ANY ($1) OR EXISTS (SELECT FROM change_item i WHERE i.set_id = s.id AND i.area_code = ANY ($1)))
  AND set_open(s.id, $2)
ORDER BY s.number LIMIT 200

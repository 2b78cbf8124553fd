-- Items of sets ($1) with what readers want to know of class and area: one of them ($2), after $3 in the order; $5 only those whose entry moved on.
SELECT i.*, coalesce(c.name, '') AS class_name,
       ARRAY(SELECT a.name FROM pub_area a
             WHERE a.code IN (left(i.area_code, 4), left(i.area_code, 6), left(i.area_code, 9), left(i.area_code, 12))
             ORDER BY a.code) AS area_path
FROM change_item i
LEFT JOIN place_class c ON c.code = i.class_code
WHERE i.set_id = ANY ($1) AND ($2::uuid IS NULL OR i.id = $2) AND i.seq > $3
  AND (NOT $5::boolean OR i.proposed ? 'place_code' OR EXISTS (
      SELECT FROM place p WHERE p.id = i.place_id AND (p.version <> i.base_version OR p.status = 'retired')))
ORDER BY i.set_id, i.seq
LIMIT $4

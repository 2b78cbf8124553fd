-- Items of sets ($1) with what readers want to know of class and area: one of them ($2), after $3 in the order; $5 only those whose entry moved on; those that a reader
-- of a grade ($6) may know of.
WITH veil AS MATERIALIZED (SELECT * FROM graded($6))
SELECT i.*, coalesce(c.name, '') AS class_name,
       ARRAY(SELECT a.name FROM pub_area a
             WHERE a.code IN (left(i.area_code, 4), left(i.area_code, 6), left(i.area_code, 9), left(i.area_code, 12))
             ORDER BY a.code) AS area_path
FROM change_item i
LEFT JOIN place_class c ON c.code = i.class_code
LEFT JOIN veil v ON v.place_id = i.place_id
WHERE i.set_id = ANY ($1) AND ($2::uuid IS NULL OR i.id = $2) AND i.seq > $3
  AND (v.place_id IS NULL AND NOT i.proposed ?| '{secrecy,names}' OR item_open(i.op, i.base, i.proposed, v.secrecy, v.texts, $6))
  AND (NOT $5::boolean OR i.proposed ? 'place_code' OR EXISTS (
      SELECT FROM place p WHERE p.id = i.place_id AND (p.version <> i.base_version OR p.status = 'retired')))
ORDER BY i.set_id, i.seq
LIMIT $4

-- One item, for readers of a grade ($2).
SELECT i.*, ARRAY(SELECT a.name FROM pub_area a
                  WHERE a.code IN (left(i.area_code, 4), left(i.area_code, 6), left(i.area_code, 9), left(i.area_code, 12))
                  ORDER BY a.code) AS area_path
FROM quality_item i
WHERE i.id = $1 AND EXISTS (SELECT FROM place p WHERE p.id = i.place_id AND fault_grade(i.kind, i.subject, p.secrecy) <= $2)

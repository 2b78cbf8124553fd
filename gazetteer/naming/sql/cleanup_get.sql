-- One row of the ledger ($1), for readers of a grade ($2).
SELECT c.*, coalesce(k.name, '') AS class_name,
       ARRAY(SELECT a.name FROM pub_area a
             WHERE a.code IN (left(c.area_code, 4), left(c.area_code, 6), left(c.area_code, 9), left(c.area_code, 12))
             ORDER BY a.code) AS area_path
FROM cleanup c LEFT JOIN place_class k ON k.code = c.class_code
WHERE c.id = $1 AND NOT EXISTS (SELECT FROM place p WHERE (p.id = c.place_id OR p.id = ANY (c.conflicts)) AND p.grade > $2)

-- One row of the ledger.
SELECT c.*, coalesce(k.name, '') AS class_name,
       ARRAY(SELECT a.name FROM pub_area a
             WHERE a.code IN (left(c.area_code, 4), left(c.area_code, 6), left(c.area_code, 9), left(c.area_code, 12))
             ORDER BY a.code) AS area_path
FROM cleanup c LEFT JOIN place_class k ON k.code = c.class_code
WHERE c.id = $1

-- Every standing entry with the names of its class and areas.
SELECT p.id, p.name, p.pinyin, p.class_code, c.name AS class_name, p.area_code,
       ARRAY(SELECT a.name FROM pub_area a
             WHERE a.code IN (left(p.area_code, 4), left(p.area_code, 6), left(p.area_code, 9), left(p.area_code, 12))
             ORDER BY a.code) AS area_path
FROM place p JOIN place_class c ON c.code = p.class_code
WHERE p.status = 'current'
ORDER BY p.id

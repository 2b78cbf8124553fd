-- Every standing entry up to a grade of secrecy ($1) with the names of its class and areas, and its grade.
SELECT p.id, p.name, p.pinyin, p.class_code, c.name AS class_name, p.area_code,
       ARRAY(SELECT a.name FROM pub_area a
             WHERE a.code IN (left(p.area_code, 4), left(p.area_code, 6), left(p.area_code, 9), left(p.area_code, 12))
             ORDER BY a.code) AS area_path, p.grade
FROM place p JOIN place_class c ON c.code = p.class_code
WHERE p.status = 'current' AND p.grade <= $1
ORDER BY p.id

-- Standing entries that could collide: whose standard name begins, or without tones sounds, like $2/$3, in area $4 and class $5, for question $1, for readers of a grade ($6).
SELECT DISTINCT k.n, p.id, p.name, p.pinyin, p.class_code, c.name AS class_name, p.area_code,
       ARRAY(SELECT a.name FROM pub_area a
             WHERE a.code IN (left(p.area_code, 4), left(p.area_code, 6), left(p.area_code, 9), left(p.area_code, 12))
             ORDER BY a.code) AS area_path
FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[]) k (n, norm, joined, area, class)
CROSS JOIN LATERAL (
    SELECT place_id FROM place_search s
    WHERE s.kind = 'standard' AND s.norm >= k.norm AND s.norm < k.norm || U&'\+10FFFF'
      AND starts_with(s.area_code, k.area) AND starts_with(s.class_code, k.class) AND s.weight < 9
    UNION
    SELECT place_id FROM place_search s
    WHERE k.joined <> '' AND s.kind = 'standard' AND s.norm IS NOT NULL AND s.joined >= k.joined AND s.joined < k.joined || U&'\+10FFFF'
      AND starts_with(s.area_code, k.area) AND starts_with(s.class_code, k.class) AND s.weight < 9
) f
JOIN place p ON p.id = f.place_id AND p.status = 'current' AND p.grade <= $6
JOIN place_class c ON c.code = p.class_code
ORDER BY k.n, p.id

-- Administrative areas from the townships up whose entry has one of the names ($1) or readings ($2), for readers of a grade ($3).
SELECT DISTINCT s.norm, s.joined, coalesce(nullif(p.division_code, ''), p.area_code) AS code, s.weight
FROM place_search s
JOIN place p ON p.id = s.place_id
WHERE s.main IN (true, false) AND s.weight = ANY ('{0,1,2,3,4}'::smallint[]) AND s.grade <= $3 AND s.kind <> 'former'
  AND s.norm = ANY ($1)
UNION
SELECT coalesce(s.norm, ''), s.joined, coalesce(nullif(p.division_code, ''), p.area_code), s.weight
FROM place_search s
JOIN place p ON p.id = s.place_id
WHERE s.main IN (true, false) AND s.weight = ANY ('{0,1,2,3,4}'::smallint[]) AND s.grade <= $3 AND s.kind <> 'former'
  AND s.joined = ANY ($2)
ORDER BY weight, code
LIMIT 100

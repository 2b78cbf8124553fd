-- Features of entries by id: one ($1) or a page after ($2), at most $3, in a box ($4), in the gazetteer within a time ($5, $6), by properties ($7), for readers of a grade ($8).
SELECT p.id::text AS id, CASE WHEN p.geom_grade <= $8 THEN p.geom END AS geom, p.ref, p.name, p.pinyin, p.class_code, c.name AS class_name, p.area_code,
       CASE WHEN coalesce((p.secrecy ->> 'division_code')::smallint, 0) <= $8 THEN p.division_code ELSE '' END AS division_code,
       CASE WHEN coalesce((p.secrecy ->> 'place_code')::smallint, 0) <= $8 THEN p.place_code END AS place_code, p.status,
       ARRAY(SELECT n.text FROM place_name n WHERE n.place_id = p.id AND n.kind IN ('short', 'alias') AND n.grade <= $8 ORDER BY n.kind DESC, n.seq) AS other_names,
       ARRAY(SELECT n.text FROM place_name n WHERE n.place_id = p.id AND n.kind = 'former' AND n.grade <= $8 ORDER BY n.seq) AS former_names,
       CASE WHEN coalesce((p.secrecy ->> 'meaning')::smallint, 0) <= $8 THEN p.meaning ELSE '' END AS meaning,
       CASE WHEN coalesce((p.secrecy ->> 'origin_text')::smallint, 0) <= $8 THEN p.origin_text ELSE '' END AS origin_text,
       CASE WHEN coalesce((p.secrecy ->> 'history')::smallint, 0) <= $8 THEN p.history ELSE '' END AS history,
       CASE WHEN p.geom_grade <= $8 THEN p.position_origin ELSE '' END AS position_origin, p.origin, p.valid_from::text, p.valid_to::text, p.updated_at
FROM place p JOIN place_class c ON c.code = p.class_code
WHERE ($1::uuid IS NULL OR p.id = $1) AND p.id > $2::uuid AND p.grade <= $8
  AND ($4::geometry IS NULL OR p.geom_grade <= $8 AND ST_Intersects(p.geom, $4))
  AND CASE WHEN $5::timestamptz IS NULL AND $6::timestamptz IS NULL THEN p.status <> 'retired'
           ELSE ($5 IS NULL OR p.valid_to IS NULL OR p.valid_to > $5) AND ($6 IS NULL OR p.valid_from IS NULL OR p.valid_from <= $6) END
  AND ($7::jsonb ->> 'ref' IS NULL OR p.ref = $7 ->> 'ref')
  AND ($7 ->> 'name' IS NULL OR p.name = $7 ->> 'name')
  AND ($7 ->> 'class_code' IS NULL OR p.class_code = $7 ->> 'class_code')
  AND ($7 ->> 'area_code' IS NULL OR p.area_code = $7 ->> 'area_code')
  AND ($7 ->> 'division_code' IS NULL OR p.division_code = $7 ->> 'division_code' AND coalesce((p.secrecy ->> 'division_code')::smallint, 0) <= $8)
  AND ($7 ->> 'place_code' IS NULL OR p.place_code = $7 ->> 'place_code' AND coalesce((p.secrecy ->> 'place_code')::smallint, 0) <= $8)
  AND ($7 ->> 'status' IS NULL OR p.status = $7 ->> 'status')
ORDER BY p.id
LIMIT $3

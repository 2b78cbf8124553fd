-- Standing entries of a class ($1) and an area ($2) with what the checks look at.
SELECT p.id, p.name, p.pinyin, p.class_code, p.area_code, p.division_code, coalesce(p.place_code, '') AS place_code, p.position_reason,
       ARRAY(SELECT f.name FROM (VALUES ('pinyin', p.pinyin <> ''), ('geom', p.geom IS NOT NULL), ('place_code', p.place_code IS NOT NULL),
                 ('division_code', p.division_code <> ''), ('meaning', p.meaning <> ''), ('origin_text', p.origin_text <> ''), ('history', p.history <> ''),
                 ('language', p.language <> ''), ('founded', p.founded <> ''), ('named', p.named <> ''), ('description', p.description <> ''),
                 ('survey_method', p.survey_method <> ''), ('source', p.source <> ''), ('registrar', p.registrar <> ''),
                 ('registered_on', p.registered_on IS NOT NULL)) f (name, there) WHERE NOT f.there) AS missing,
       (SELECT a.name FROM pub_area a WHERE a.code = p.division_code) AS division_name,
       (SELECT a.name FROM (SELECT name, geom FROM pub_area
                            WHERE code IN (left(p.area_code, 4), left(p.area_code, 6), left(p.area_code, 9), left(p.area_code, 12)) AND geom IS NOT NULL
                            ORDER BY length(code) DESC LIMIT 1) a
        WHERE NOT public.ST_Covers(a.geom, CASE WHEN public.GeometryType(p.geom) = 'POINT' THEN p.geom ELSE public.ST_PointOnSurface(p.geom) END)) AS located,
       (SELECT count(*) FROM place_name n WHERE n.place_id = p.id AND n.from_on > n.to_on AND n.grade <= p.grade) AS names_reversed,
       p.valid_from, p.valid_to, p.founded, p.abolished, p.grade
FROM place p
WHERE p.status = 'current' AND starts_with(p.class_code, $1::text) AND starts_with(p.area_code, $2::text)
ORDER BY p.id

-- Entries of an area ($1) that are not retired, those with one of the place codes ($2), and those chosen by people ($3). For comparing only: the doors that show it need the right to tend names.
SELECT p.id, p.version, p.name, p.pinyin, coalesce(s.joined, ''), p.class_code, p.area_code, coalesce(p.place_code, ''), p.status,
       p.meaning, p.origin_text, p.history,
       ARRAY(SELECT text FROM place_name n WHERE n.place_id = p.id AND n.kind = 'short' ORDER BY seq),
       ARRAY(SELECT text FROM place_name n WHERE n.place_id = p.id AND n.kind = 'alias' ORDER BY seq),
       ARRAY(SELECT text FROM place_name n WHERE n.place_id = p.id AND n.kind = 'former' ORDER BY seq),
       public.ST_X(x.at), public.ST_Y(x.at), coalesce(public.GeometryType(p.geom) = 'POINT', false), p.secrecy,
       (SELECT coalesce(max(n.grade), 0) FROM place_name n WHERE n.place_id = p.id AND n.kind IN ('short', 'alias', 'former'))
FROM place p
LEFT JOIN place_search s ON s.place_id = p.id AND s.n = 0
CROSS JOIN LATERAL (SELECT CASE WHEN public.GeometryType(p.geom) = 'POINT' THEN p.geom
                                ELSE public.ST_PointOnSurface(p.geom) END AS at) x
WHERE p.status <> 'retired'
  AND (starts_with(p.area_code, $1) OR p.place_code = ANY ($2::text[]) OR p.id = ANY ($3::uuid[]))
ORDER BY p.id

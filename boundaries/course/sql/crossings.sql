-- Points at which other lines, roads and rivers touch a line ($1).
SELECT o.kind, o.key, o.name, o.level, point.geom
FROM boundary_line l
JOIN LATERAL (
    SELECT 'junction' AS kind, key, name, level, geom FROM map_line WHERE key <> l.code AND geom && l.geom
    UNION ALL SELECT 'road', key, name, class, geom FROM map_road WHERE geom && l.geom
    UNION ALL SELECT 'river', id::text, name, kind, geom FROM map_constraint WHERE kind = 'river' AND geom && l.geom) o
    ON public.ST_Intersects(o.geom, l.geom)
CROSS JOIN LATERAL public.ST_Dump(public.ST_CollectionExtract(public.ST_Intersection(o.geom, l.geom), 1)) AS point
WHERE l.code = $1
ORDER BY o.kind, o.key, point.path

-- Where an area on file ($1) differs from what its lines close ($2), by more than so many m² ($3).
SELECT a.name, d.kind, ST_X(d.at), ST_Y(d.at), d.square
FROM area a
CROSS JOIN LATERAL (
    SELECT kind, ST_PointOnSurface(part.geom) AS at, ST_Area(part.geom::public.geography) AS square
    FROM (VALUES ('area_gap', ST_Difference(a.geom, $2::public.geometry)),
                 ('area_overlap', ST_Difference($2::public.geometry, a.geom))) AS v (kind, geom)
    CROSS JOIN LATERAL ST_Dump(ST_CollectionExtract(v.geom, 3)) AS part) AS d
WHERE a.code = $1 AND a.geom IS NOT NULL AND d.square > $3
ORDER BY d.kind, d.square DESC

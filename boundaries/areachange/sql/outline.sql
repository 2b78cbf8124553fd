-- The polygon of some areas ($1) together, without those of others ($2) and without a drawn one ($3).
SELECT ST_Multi(ST_CollectionExtract(g, 3)) FROM (
    SELECT CASE WHEN less.geom IS NULL THEN plus.geom ELSE ST_Difference(plus.geom, less.geom) END AS g
    FROM (SELECT ST_Union(geom) AS geom FROM area WHERE code = ANY ($1)) plus,
         (SELECT ST_Union(geom) AS geom FROM (
              SELECT geom FROM area WHERE code = ANY ($2) AND geom IS NOT NULL UNION ALL SELECT $3::geometry WHERE $3 IS NOT NULL) l) less) made
WHERE NOT ST_IsEmpty(ST_CollectionExtract(g, 3))

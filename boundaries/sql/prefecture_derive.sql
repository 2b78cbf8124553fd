-- The topmost area below a province, with the longitude of its seat or the middle of its areas.
SELECT a.code, a.name, coalesce(
    ST_X(a.seat),
    (SELECT (ST_XMin(e) + ST_XMax(e)) / 2
     FROM (SELECT ST_Extent(coalesce(i.geom, i.seat)) AS e FROM area i
           WHERE i.code LIKE a.code || '%' AND NOT i.external) b))
FROM area a
WHERE NOT a.external AND a.level <> 'province'
ORDER BY length(a.code), a.code
LIMIT 1

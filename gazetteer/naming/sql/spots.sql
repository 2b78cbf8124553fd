-- Where the entries $1 are (their point, or a point on the line or polygon), and the keys of their sources.
SELECT p.id, coalesce(p.ref, ''), public.ST_X(x.at), public.ST_Y(x.at)
FROM place p
CROSS JOIN LATERAL (SELECT CASE WHEN public.GeometryType(p.geom) = 'POINT' THEN p.geom ELSE public.ST_PointOnSurface(p.geom) END AS at) x
WHERE p.id = ANY ($1::uuid[])

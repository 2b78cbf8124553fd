-- Whether an area ($1) exists inside the prefecture, and whether a track ($2) comes within about 2 km of it; true where its extent is not on file.
SELECT a.code IS NOT NULL, coalesce(a.geom IS NULL OR public.ST_DWithin(a.geom, $2::public.geometry, 0.02), false)
FROM (SELECT $1::text AS code) q
LEFT JOIN area a ON a.code = q.code AND NOT a.external AND (a.valid_to IS NULL OR a.valid_to > current_date)

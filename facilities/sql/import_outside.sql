-- Of these facilities ($1), those that stand outside the polygon of their declared area.
SELECT f.id FROM facility f JOIN pub_area a ON a.code = f.area_code
WHERE f.id = ANY ($1) AND a.geom IS NOT NULL AND NOT public.ST_Covers(a.geom, f.geom)

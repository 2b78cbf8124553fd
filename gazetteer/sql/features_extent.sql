-- Box and time of the entries that are not retired and whose position is not graded; entries of the first load are there since ever.
SELECT ST_SetSRID(ST_Extent(geom)::geometry, 4490),
       CASE WHEN bool_and(valid_from IS NOT NULL) THEN min(valid_from)::timestamptz END, NULL::timestamptz
FROM place WHERE status <> 'retired' AND geom_grade = 0

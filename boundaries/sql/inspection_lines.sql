-- Lines by code ($1): no marker, course, itself, length in metres, parties, and the townships along it, whose clerks may log what they find.
SELECT l.code, NULL::uuid, l.geom, ARRAY[l.code], greatest(l.geodesic_length_m, l.agreed_length_km::float8 * 1000),
    ARRAY[l.left_area, l.right_area],
    ARRAY(SELECT a.code FROM area a WHERE a.level = 'township' AND a.geom && ST_Expand(l.geom, 0.0005) AND ST_DWithin(a.geom, l.geom, 0.0005))
FROM boundary_line l WHERE l.code = ANY ($1)

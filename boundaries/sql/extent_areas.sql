-- Box and validity of the areas inside the prefecture.
SELECT ST_SetSRID(ST_Extent(coalesce(geom, seat))::geometry, 4490),
    CASE WHEN bool_and(valid_from IS NOT NULL) THEN min(valid_from)::timestamptz END,
    CASE WHEN bool_and(valid_to IS NOT NULL) THEN max(valid_to)::timestamptz END
FROM area WHERE NOT external

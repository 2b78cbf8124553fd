-- The box around everything inside the prefecture.
SELECT ST_SetSRID(ST_Extent(coalesce(geom, seat))::geometry, 4490) FROM area WHERE NOT external AND (valid_to IS NULL OR valid_to > current_date)

-- Box and time of the inspections.
SELECT ST_SetSRID(ST_Extent(geom)::geometry, 4490), min(observed_at), max(observed_at) FROM inspection

-- Box and validity of the lines.
SELECT ST_SetSRID(ST_Extent(geom)::geometry, 4490),
    CASE WHEN bool_and(valid_from IS NOT NULL) THEN min(valid_from)::timestamptz END,
    CASE WHEN bool_and(valid_to IS NOT NULL) THEN max(valid_to)::timestamptz END
FROM boundary_line WHERE status <> 'retired'

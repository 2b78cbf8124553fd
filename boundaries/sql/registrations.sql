-- What a marker was registered with, the newest version first.
SELECT version_no, why, ST_X(geom), ST_Y(geom), northing::float8, easting::float8, coalesce('EPSG:' || projected_srid, ''),
    CASE WHEN given_crs <> '' THEN jsonb_build_object('crs', given_crs, 'x', given_x, 'y', given_y) END,
    height_m, accuracy_m, position_source, type, witnesses, document, document_on::text, signed_by, note,
    valid_from::text, valid_to::text, corrected_by, recorded_by, recorded_at
FROM marker_registration WHERE marker_id = $1 ORDER BY version_no DESC

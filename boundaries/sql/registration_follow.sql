-- Makes the registration in force of a marker say what the marker says.
UPDATE marker_registration r SET given_crs = m.given_crs, given_x = m.given_x, given_y = m.given_y, height_m = m.height_m,
    accuracy_m = m.accuracy_m, position_source = m.position_source, type = m.type,
    witnesses = coalesce((SELECT jsonb_agg(jsonb_build_object('seq', w.seq, 'text', w.text, 'bearing_deg', w.bearing_deg,
            'distance_m', w.distance_m, 'lon', ST_X(w.geom), 'lat', ST_Y(w.geom)) ORDER BY w.seq)
        FROM marker_witness w WHERE w.marker_id = m.id), '[]')
FROM marker m
WHERE r.marker_id = m.id AND m.id = $1 AND r.valid_to IS NULL AND r.corrected_by IS NULL

-- Adds a registration version of a marker ($1) as it stands now, and gives its number: why ($2), day from which it holds ($3, '': that of the version it corrects, or of the erection), document with its day ($4, $5), names ($6), note ($7).
INSERT INTO marker_registration (marker_id, version_no, why, geom, given_crs, given_x, given_y, northing, easting, projected_srid,
    height_m, accuracy_m, position_source, type, witnesses, document, document_on, signed_by, note, valid_from, recorded_by)
SELECT m.id, coalesce(last.version_no, 0) + 1, $2, m.geom, m.given_crs, m.given_x, m.given_y, m.northing, m.easting, m.projected_srid,
    m.height_m, m.accuracy_m, m.position_source, m.type,
    coalesce((SELECT jsonb_agg(jsonb_build_object('seq', w.seq, 'text', w.text, 'bearing_deg', w.bearing_deg,
            'distance_m', w.distance_m, 'lon', ST_X(w.geom), 'lat', ST_Y(w.geom)) ORDER BY w.seq)
        FROM marker_witness w WHERE w.marker_id = m.id), '[]'),
    $4, $5::text::date, $6, $7,
    CASE WHEN $3::text <> '' THEN $3::text::date WHEN last.corrected_by IS NOT NULL THEN last.valid_from ELSE m.erected_on END,
    coalesce((SELECT coalesce(nullif(actor_name, ''), actor) FROM change WHERE id = nullif(current_setting('cairn.change', true), '')::uuid), '')
FROM marker m
LEFT JOIN LATERAL (SELECT * FROM marker_registration WHERE marker_id = m.id ORDER BY version_no DESC LIMIT 1) last ON true
WHERE m.id = $1
RETURNING version_no

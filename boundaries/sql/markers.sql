-- Markers with lines, witnesses and last inspection: one id ($1) or a page by area ($2, any party), line ($3), part of the number ($4), after a marker ($5), at most $6.
SELECT m.id, m.number, m.type, m.side, m.faces, m.material, m.grade, ST_X(m.geom), ST_Y(m.geom),
    m.northing::float8, m.easting::float8, coalesce('EPSG:' || m.projected_srid, ''), m.height_m,
    coalesce(m.managing_area, ''), m.co_areas, m.erected_on::text, m.description, m.status, m.version, m.updated_at,
    coalesce((SELECT array_agg(ml.line_code ORDER BY ml.line_code) FROM marker_line ml WHERE ml.marker_id = m.id), '{}'),
    coalesce((SELECT jsonb_agg(jsonb_build_object('seq', w.seq, 'text', w.text, 'bearing_deg', w.bearing_deg,
                  'distance_m', w.distance_m, 'lon', ST_X(w.geom), 'lat', ST_Y(w.geom)) ORDER BY w.seq)
              FROM marker_witness w WHERE w.marker_id = m.id), '[]'),
    coalesce(i.conditions, '{}'), i.counted_at,
    CASE WHEN m.given_crs <> '' THEN jsonb_build_object('crs', m.given_crs, 'x', m.given_x, 'y', m.given_y) END,
    m.accuracy_m, m.position_source, m.responsible_basis, m.responsible_basis_on::text
FROM marker m
LEFT JOIN LATERAL (SELECT conditions, counted_at FROM inspection_standing
    WHERE marker_id = m.id ORDER BY counted_at DESC, received_at DESC, id DESC LIMIT 1) i ON true
WHERE CASE WHEN $1::uuid IS NOT NULL THEN m.id = $1
    ELSE m.status <> 'retired'
        AND ($2::text = '' OR starts_with(coalesce(m.managing_area, ''), $2)
            OR EXISTS (SELECT FROM unnest(m.co_areas) c WHERE starts_with(c, $2))
            OR EXISTS (SELECT FROM marker_line ml JOIN boundary_line l ON l.code = ml.line_code
                       WHERE ml.marker_id = m.id AND (starts_with(l.left_area, $2) OR starts_with(l.right_area, $2))))
        AND ($3::text = '' OR EXISTS (SELECT FROM marker_line ml WHERE ml.marker_id = m.id AND ml.line_code = $3))
        AND ($4::text = '' OR strpos(lower(m.number), lower($4)) > 0)
        AND ($5::uuid IS NULL OR (m.number, m.id) > (SELECT number, id FROM marker WHERE id = $5)) END
ORDER BY m.number, m.id LIMIT $6

-- Features of markers in use by id: one ($1) or a page after ($2), at most $3, in a box ($4), standing within a time ($5, $6), by properties ($7).
SELECT m.id::text AS id, m.geom, m.number, m.type, m.side, m.faces, m.material, m.grade,
    (SELECT array_agg(ml.line_code ORDER BY ml.line_code) FROM marker_line ml WHERE ml.marker_id = m.id) AS lines,
    m.northing::float8, m.easting::float8, 'EPSG:' || m.projected_srid AS projected_crs, m.height_m, m.accuracy_m, m.position_source,
    m.managing_area, m.co_areas AS co_area, m.responsible_basis, m.responsible_basis_on::text, m.erected_on::text,
    g.version_no AS registration_version, g.why AS registered_for, g.valid_from::text AS registered_from, g.document AS registration_document,
    m.description, m.status, m.origin, m.updated_at
FROM marker m
LEFT JOIN marker_registration g ON g.marker_id = m.id AND g.valid_to IS NULL AND g.corrected_by IS NULL
WHERE m.status <> 'retired' AND ($1::text = '' OR m.id = nullif($1, '')::uuid) AND ($2::text = '' OR m.id > nullif($2, '')::uuid)
    AND ($4::geometry IS NULL OR ST_Intersects(m.geom, $4))
    AND ($5::timestamptz IS NULL OR true)
    AND ($6::timestamptz IS NULL OR m.erected_on IS NULL OR m.erected_on <= $6)
    AND ($7::jsonb ->> 'number' IS NULL OR m.number = $7 ->> 'number')
    AND ($7 ->> 'type' IS NULL OR m.type = $7 ->> 'type')
    AND ($7 ->> 'grade' IS NULL OR m.grade = $7 ->> 'grade')
    AND ($7 ->> 'material' IS NULL OR m.material = $7 ->> 'material')
    AND ($7 ->> 'managing_area' IS NULL OR m.managing_area = $7 ->> 'managing_area')
    AND ($7 ->> 'status' IS NULL OR m.status = $7 ->> 'status')
ORDER BY m.id LIMIT $3

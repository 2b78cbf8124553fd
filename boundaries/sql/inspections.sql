-- Inspections, newest first: some ids ($1) or a page by marker ($2, number), line ($3), area ($4, any party of the marker), round ($5), after an inspection ($6), at most $7.
SELECT i.id, i.kind, i.round, i.device_id, i.observed_at, i.observer, i.marker, i.conditions, i.raw_lon, i.raw_lat,
    i.accuracy_m, coalesce(i.crs, ''), i.note, i.photos, i.marker_id, ST_X(i.geom), ST_Y(i.geom), i.flags, i.received_at,
    i.content_hash
FROM inspection i JOIN marker m ON m.id = i.marker_id
WHERE CASE WHEN $1::uuid[] IS NOT NULL THEN i.id = ANY ($1)
    ELSE ($2::text = '' OR i.marker = $2)
        AND ($3::text = '' OR EXISTS (SELECT FROM marker_line ml WHERE ml.marker_id = m.id AND ml.line_code = $3))
        AND ($4::text = '' OR starts_with(coalesce(m.managing_area, ''), $4)
            OR EXISTS (SELECT FROM unnest(m.co_areas) c WHERE starts_with(c, $4))
            OR EXISTS (SELECT FROM marker_line ml JOIN boundary_line l ON l.code = ml.line_code
                       WHERE ml.marker_id = m.id AND (starts_with(l.left_area, $4) OR starts_with(l.right_area, $4))))
        AND ($5::int IS NULL OR i.round = $5)
        AND ($6::uuid IS NULL OR (i.observed_at, i.id) < (SELECT observed_at, id FROM inspection WHERE id = $6)) END
ORDER BY i.observed_at DESC, i.id DESC LIMIT $7

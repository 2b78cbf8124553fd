-- Inspections, newest first: some ids ($1) or a page by marker ($2, number), line ($3, of the marker or the record, codes before changes of areas too), area ($4, any party), round ($5), after an inspection ($6), at most $7, with a flag ($8), those that count ($9), those that an account ($10, login) sent in.
WITH RECURSIVE codes (code) AS (
    SELECT $3::text WHERE $3 <> '' UNION SELECT m.old_code FROM line_move m JOIN codes c ON m.new_code = c.code)
SELECT i.id, i.kind, i.round, i.device_id, i.observed_at, i.observer, i.marker, i.conditions, i.raw_lon, i.raw_lat,
    i.accuracy_m, coalesce(i.crs, ''), i.note, i.photos, i.marker_id, ST_X(i.geom), ST_Y(i.geom), f.flags, i.received_at,
    i.content_hash, coalesce(i.line_code, ''), i.chainage_from_m, i.chainage_to_m, i.source, i.taped, i.corrects, x.id,
    coalesce(t.points, 0), coalesce(t.length_m, 0), coalesce(p.ids, '{}'),
    ARRAY(SELECT named FROM unnest(i.photos) named WHERE lower(named) <> ALL (coalesce(p.ids, '{}')::text[]))
FROM inspection i
LEFT JOIN marker m ON m.id = i.marker_id
LEFT JOIN boundary_line own ON own.code = i.line_code
LEFT JOIN inspection_track t ON t.inspection_id = i.id
LEFT JOIN LATERAL (
    SELECT array_agg(a.id ORDER BY a.created_at, a.id) AS ids,
        bool_or(abs(extract(epoch FROM a.exif_at - i.observed_at)) > 3600) AS other_time,
        bool_or(ST_Distance(ST_SetSRID(ST_MakePoint(a.exif_lon, a.exif_lat), 4490)::geography,
            coalesce(i.geom, m.geom, own.geom)::geography) > 200 + 3 * coalesce(i.accuracy_m, 0)) AS other_place
    FROM attachment a WHERE a.owner = 'inspection' AND a.owner_id = i.id::text AND a.state = 'ready' AND a.removed_at IS NULL) p ON true
LEFT JOIN LATERAL (
    SELECT c.id FROM inspection c
    WHERE c.marker_id IS NOT DISTINCT FROM i.marker_id AND (i.marker_id IS NOT NULL OR c.line_code = i.line_code)
        AND (c.corrects = i.id OR c.corrects = i.corrects AND (c.received_at, c.id) > (i.received_at, i.id))
    ORDER BY c.received_at DESC, c.id DESC LIMIT 1) x ON true
CROSS JOIN LATERAL (SELECT i.flags || CASE WHEN p.other_place THEN ARRAY['photo_place_differs'] ELSE '{}' END
    || CASE WHEN p.other_time THEN ARRAY['photo_time_differs'] ELSE '{}' END AS flags) f
WHERE CASE WHEN $1::uuid[] IS NOT NULL THEN i.id = ANY ($1)
    ELSE ($2::text = '' OR i.marker = $2)
        AND ($3::text = '' OR i.line_code IN (SELECT code FROM codes)
            OR EXISTS (SELECT FROM marker_line ml WHERE ml.marker_id = m.id AND ml.line_code = $3))
        AND ($4::text = '' OR starts_with(coalesce(m.managing_area, ''), $4)
            OR starts_with(coalesce(own.left_area, ''), $4) OR starts_with(coalesce(own.right_area, ''), $4)
            OR EXISTS (SELECT FROM unnest(m.co_areas) c WHERE starts_with(c, $4))
            OR EXISTS (SELECT FROM marker_line ml JOIN boundary_line l ON l.code = ml.line_code
                       WHERE ml.marker_id = m.id AND (starts_with(l.left_area, $4) OR starts_with(l.right_area, $4))))
        AND ($5::int IS NULL OR i.round = $5)
        AND ($6::uuid IS NULL OR (i.observed_at, i.id) < (SELECT observed_at, id FROM inspection WHERE id = $6))
        AND ($8::text = '' OR $8 = ANY (f.flags))
        AND (NOT $9::boolean OR x.id IS NULL)
        AND ($10::text = '' OR i.id::text IN (SELECT r.entity_id FROM change g JOIN revision r ON r.change_id = g.id
                                              WHERE g.actor = $10 AND r.entity = 'inspection' AND r.op = 'insert')) END
ORDER BY i.observed_at DESC, i.id DESC LIMIT $7

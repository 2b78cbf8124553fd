-- Features of inspections by id: one ($1) or a page after ($2), at most $3, in a box ($4), observed within a time ($5, $6), by properties ($7).
SELECT id::text AS id, geom, kind, round, observed_at, observer, device_id, marker, marker_id::text, line_code, conditions,
    accuracy_m, source, crs AS declared_crs, note, photos, flags, origin, received_at
FROM inspection
WHERE ($1::text = '' OR id = nullif($1, '')::uuid) AND ($2::text = '' OR id > nullif($2, '')::uuid)
    AND ($4::geometry IS NULL OR ST_Intersects(geom, $4))
    AND ($5::timestamptz IS NULL OR observed_at >= $5)
    AND ($6::timestamptz IS NULL OR observed_at <= $6)
    AND ($7::jsonb ->> 'kind' IS NULL OR kind = $7 ->> 'kind')
    AND ($7 ->> 'round' IS NULL OR round = ($7 ->> 'round')::bigint)
    AND ($7 ->> 'marker' IS NULL OR marker = $7 ->> 'marker')
    AND ($7 ->> 'observer' IS NULL OR observer = $7 ->> 'observer')
ORDER BY id LIMIT $3

-- Adds or changes a line; a file without a status ('') leaves the status as it is.
INSERT INTO boundary_line AS l (code, name, level, left_area, right_area, neighbour_counties, short_code, agreed_length_km,
    agreement, status, geom, valid_from, valid_to, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce(nullif($10::text, ''), 'in_force'), $11, $12::text::date, $13::text::date, $14)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, left_area = excluded.left_area,
    right_area = excluded.right_area, neighbour_counties = excluded.neighbour_counties, short_code = excluded.short_code,
    agreed_length_km = excluded.agreed_length_km, agreement = excluded.agreement,
    status = coalesce(nullif($10::text, ''), l.status), geom = excluded.geom, valid_from = excluded.valid_from,
    valid_to = excluded.valid_to, origin = excluded.origin, version = l.version + 1, updated_at = now()
RETURNING version

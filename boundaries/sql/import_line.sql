-- Adds or changes a line; what a file does not say ('' or an empty list, status and the facts of the agreement) stays as it is.
INSERT INTO boundary_line AS l (code, name, level, left_area, right_area, neighbour_counties, short_code, agreed_length_km,
    agreement, status, geom, valid_from, valid_to, origin, agreement_on, agreement_parties, map_sheets, leading_area, cooperating_area)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce(nullif($10::text, ''), 'in_force'), $11, $12::text::date, $13::text::date, $14,
    $15::text::date, $16, $17, nullif($18, ''), nullif($19, ''))
ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, left_area = excluded.left_area,
    right_area = excluded.right_area, neighbour_counties = excluded.neighbour_counties, short_code = excluded.short_code,
    agreed_length_km = excluded.agreed_length_km, agreement = excluded.agreement,
    status = coalesce(nullif($10::text, ''), l.status), geom = excluded.geom, valid_from = excluded.valid_from,
    valid_to = excluded.valid_to, origin = excluded.origin, agreement_on = coalesce(excluded.agreement_on, l.agreement_on),
    agreement_parties = CASE WHEN excluded.agreement_parties = '{}' THEN l.agreement_parties ELSE excluded.agreement_parties END,
    map_sheets = CASE WHEN excluded.map_sheets = '{}' THEN l.map_sheets ELSE excluded.map_sheets END,
    leading_area = coalesce(excluded.leading_area, l.leading_area),
    cooperating_area = coalesce(excluded.cooperating_area, l.cooperating_area), version = l.version + 1, updated_at = now()
RETURNING version

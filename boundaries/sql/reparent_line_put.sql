-- Writes a line as it is after a change of areas: a new one from the day ($12) on, one whose code goes on as it is now.
INSERT INTO boundary_line AS l (code, name, level, left_area, right_area, neighbour_counties, short_code, agreed_length_km,
    agreement, status, geom, valid_from, origin, agreement_on, agreement_parties, map_sheets, leading_area, cooperating_area)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::text::date, $15, $16, nullif($17, ''), nullif($18, ''))
ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, left_area = excluded.left_area,
    right_area = excluded.right_area, neighbour_counties = excluded.neighbour_counties, short_code = excluded.short_code,
    agreed_length_km = excluded.agreed_length_km, agreement = excluded.agreement, status = excluded.status, geom = excluded.geom,
    agreement_on = excluded.agreement_on, agreement_parties = excluded.agreement_parties, map_sheets = excluded.map_sheets,
    leading_area = excluded.leading_area, cooperating_area = excluded.cooperating_area,
    valid_from = CASE WHEN l.valid_to IS NULL THEN l.valid_from ELSE excluded.valid_from END, valid_to = NULL,
    version = l.version + 1, updated_at = now()

-- Lines with their parties' names, results and markers: one code ($1) or a page by area ($2, either party), level ($3), after a code ($4), at most $5.
SELECT l.code, l.name, l.level, l.left_area, a.name, l.right_area, b.name, l.neighbour_counties, l.short_code,
    l.agreed_length_km::float8, round((l.geodesic_length_m / 1000)::numeric, 6)::float8, l.agreement, l.status, l.geom, l.version, l.updated_at, l.valid_from::text, l.valid_to::text,
    coalesce((SELECT jsonb_agg(jsonb_build_object('round', r.round, 'result', r.result) ORDER BY r.round)
              FROM round_result r WHERE r.line_code = l.code), '[]'),
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', m.id, 'number', m.number) ORDER BY m.number)
              FROM marker_line ml JOIN marker m ON m.id = ml.marker_id
              WHERE ml.line_code = l.code AND m.status <> 'retired'), '[]'),
    ARRAY(SELECT s.new_code FROM line_move s WHERE s.old_code = l.code ORDER BY s.new_code),
    ARRAY(SELECT s.old_code FROM line_move s WHERE s.new_code = l.code ORDER BY s.old_code),
    CASE WHEN home.srid > 0 THEN round((ST_Length(ST_Transform(l.geom, home.srid)) / 1000)::numeric, 6)::float8 END,
    CASE WHEN home.srid > 0 THEN 'EPSG:' || home.srid ELSE '' END, l.agreement_on::text, l.agreement_parties, l.map_sheets,
    coalesce(l.leading_area, ''), coalesce(lead.name, ''), coalesce(l.cooperating_area, ''), coalesce(co.name, '')
FROM boundary_line l
JOIN area a ON a.code = l.left_area
JOIN area b ON b.code = l.right_area
LEFT JOIN area lead ON lead.code = l.leading_area
LEFT JOIN area co ON co.code = l.cooperating_area
LEFT JOIN LATERAL (SELECT (value ->> 'srid')::integer AS srid FROM setting WHERE key = 'prefecture') home ON true
WHERE CASE WHEN $1::text <> '' THEN l.code = $1
    ELSE (starts_with(l.left_area, $2) OR starts_with(l.right_area, $2)) AND ($3::text = '' OR l.level = $3)
        AND l.code > $4 AND l.status <> 'retired' AND (l.valid_to IS NULL OR l.valid_to > current_date) END
ORDER BY l.code LIMIT $5

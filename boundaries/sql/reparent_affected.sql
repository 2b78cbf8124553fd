-- Lines in force with a party among areas ($1), with conclusions and markers, locked for a change.
SELECT l.code, l.name, l.left_area, l.right_area, l.neighbour_counties, l.short_code, l.agreed_length_km::float8, l.agreement,
    l.status, l.origin, l.geom,
    coalesce((SELECT jsonb_agg(jsonb_build_object('round', r.round, 'result', r.result) ORDER BY r.round)
              FROM round_result r WHERE r.line_code = l.code), '[]'),
    coalesce((SELECT jsonb_agg(jsonb_build_object('ID', m.id, 'Lon', ST_X(m.geom), 'Lat', ST_Y(m.geom)) ORDER BY m.number, m.id)
              FROM marker_line ml JOIN marker m ON m.id = ml.marker_id WHERE ml.line_code = l.code), '[]'),
    l.agreement_on::text, l.agreement_parties, l.map_sheets, coalesce(l.leading_area, ''), coalesce(l.cooperating_area, '')
FROM boundary_line l
WHERE (l.left_area = ANY ($1) OR l.right_area = ANY ($1)) AND l.status <> 'retired' AND l.valid_to IS NULL
ORDER BY l.code FOR UPDATE OF l

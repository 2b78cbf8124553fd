-- Scenarios of an area ($1) and a kind ($2) that are not withdrawn, at most $3, the newest first; sites without their townships.
SELECT c.id, c.name, c.kind, k.name AS kind_name, c.area_code, coalesce(a.name, '') AS area_name, c.run_id, r.number AS run_number,
       c.note, c.author, c.retired, c.version, c.created_at, c.updated_at,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', s.seq, 'name', s.name, 'lon', ST_X(s.geom), 'lat', ST_Y(s.geom), 'capacity', s.capacity,
                                                     'price', s.price, 'candidate', s.candidate, 'facility_id', s.facility_id, 'precision', (SELECT f.precision FROM facility f WHERE f.id = s.facility_id),
                                                     'township_code', '', 'township_name', '') ORDER BY s.seq), '[]')
        FROM siting_scenario_site s WHERE s.scenario_id = c.id) AS sites
FROM siting_scenario c
JOIN facility_kind k ON k.code = c.kind
LEFT JOIN siting_run r ON r.id = c.run_id
LEFT JOIN area a ON a.code = c.area_code
WHERE NOT c.retired AND starts_with(c.area_code, $1) AND ($2::text = '' OR c.kind = $2)
ORDER BY c.created_at DESC, c.id DESC LIMIT $3

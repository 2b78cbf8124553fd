-- A scenario by its id with its sites, each with the township that it lies in on a day ($2).
SELECT c.id, c.name, c.kind, k.name AS kind_name, c.area_code, coalesce(a.name, '') AS area_name, c.run_id, r.number AS run_number,
       c.note, c.author, c.retired, c.version, c.created_at, c.updated_at,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('seq', s.seq, 'name', s.name, 'lon', ST_X(s.geom), 'lat', ST_Y(s.geom), 'capacity', s.capacity,
                                                     'price', s.price, 'candidate', s.candidate, 'facility_id', s.facility_id, 'precision', (SELECT f.precision FROM facility f WHERE f.id = s.facility_id),
                                                     'township_code', coalesce(t.code, ''), 'township_name', coalesce(t.name, '')) ORDER BY s.seq), '[]')
        FROM siting_scenario_site s
        LEFT JOIN LATERAL (
            SELECT u.code, u.name FROM pub_area_state u
            WHERE u.level = 'township' AND u.formal AND NOT u.external AND ST_Intersects(u.geom, s.geom)
              AND (u.valid_from IS NULL OR u.valid_from <= $2::text::date) AND (u.valid_to IS NULL OR u.valid_to > $2::text::date)
            ORDER BY u.code LIMIT 1) t ON true
        WHERE s.scenario_id = c.id) AS sites
FROM siting_scenario c
JOIN facility_kind k ON k.code = c.kind
LEFT JOIN siting_run r ON r.id = c.run_id
LEFT JOIN area a ON a.code = c.area_code
WHERE c.id = $1

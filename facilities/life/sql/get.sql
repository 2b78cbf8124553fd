-- The life of a facility ($1) but for its statuses and its contacts.
SELECT f.id, f.version, facility_measure(f.kind) AS measure,
    (SELECT coalesce(jsonb_agg(k.stage || jsonb_build_object('passed_on', s.passed_on, 'document', coalesce(s.document, ''), 'note', coalesce(s.note, '')) ORDER BY k.nr), '[]')
     FROM facility_kind c, jsonb_array_elements(c.stages) WITH ORDINALITY k (stage, nr)
     LEFT JOIN facility_stage s ON s.facility_id = $1 AND s.code = k.stage ->> 'code'
     WHERE c.code = f.kind) AS stages,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('measure', c.measure, 'on_day', nullif(c.on_day, '-infinity'), 'total', c.total, 'used', c.used,
            'source', c.source, 'document', c.document) ORDER BY c.measure, c.on_day), '[]')
     FROM facility_capacity c WHERE c.facility_id = f.id) AS capacity,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('from_on', nullif(g.from_on, '-infinity'), 'grade', g.grade, 'document', g.document) ORDER BY g.from_on), '[]')
     FROM facility_grade g WHERE g.facility_id = f.id) AS grades,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('from_on', nullif(o.from_on, '-infinity'), 'operator', o.operator, 'document', o.document) ORDER BY o.from_on), '[]')
     FROM facility_operator o WHERE o.facility_id = f.id) AS operators,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('year', g.year, 'percent', g.percent, 'document', g.document) ORDER BY g.year), '[]')
     FROM facility_greening g WHERE g.facility_id = f.id) AS greening,
    coalesce(t.steps, '[]') AS green_steps, coalesce(t.document, '') AS green_source,
    coalesce((SELECT jsonb_build_object('complete', p.complete, 'missing', p.missing, 'checked_on', p.checked_on, 'note', p.note)
     FROM facility_papers p WHERE p.facility_id = f.id), '{"complete": null, "missing": []}') AS papers,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'matter', l.matter, 'title', l.title, 'number', l.number, 'authority', l.authority,
            'applied_on', l.applied_on, 'granted_on', l.granted_on, 'valid_to', l.valid_to, 'note', l.note) ORDER BY l.granted_on, l.applied_on, l.id), '[]')
     FROM facility_filing l WHERE l.facility_id = f.id) AS filings,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('area_code', v.area_code, 'name', a.name, 'role', v.role, 'from_on', nullif(v.from_on, '-infinity'),
            'to_on', v.to_on, 'document', v.document) ORDER BY v.area_code, v.role, v.from_on), '[]')
     FROM facility_service v JOIN pub_area a ON a.code = v.area_code WHERE v.facility_id = f.id) AS service
FROM facility f
LEFT JOIN LATERAL (SELECT g.steps, g.document FROM greening_target g WHERE starts_with(f.area_code, g.area_code)
                   ORDER BY length(g.area_code) DESC LIMIT 1) t ON true
WHERE f.id = $1

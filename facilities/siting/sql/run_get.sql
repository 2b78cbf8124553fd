-- A siting run by its id.
SELECT r.id, r.number, r.name, r.area_code, coalesce(a.name, ''), r.ask ->> 'kind', coalesce(k.name, g.name, ''), r.ask ->> 'method', r.ask ->> 'as_of',
       r.repeat_of, r.stored_inputs, r.asked_by, r.asked_login, r.asked_name, r.asked_at, r.state, r.finished_at, r.error, r.summary,
       p.phase, p.incumbent, p.bound, p.gap, p.started_at, p.at, p.cancel
FROM siting_run r
LEFT JOIN siting_progress p ON p.run_id = r.id
LEFT JOIN facility_kind k ON k.code = r.ask ->> 'kind'
LEFT JOIN facility_group g ON g.code = r.ask ->> 'kind'
LEFT JOIN LATERAL (SELECT name FROM pub_area_state s WHERE s.code = r.area_code
    AND (s.valid_from IS NULL OR s.valid_from <= (r.ask ->> 'as_of')::date) AND (s.valid_to IS NULL OR s.valid_to > (r.ask ->> 'as_of')::date) LIMIT 1) a ON true
WHERE r.id = $1

-- Siting runs of areas in an area ($1), of a kind ($2), in a state ($3), asked before one ($4, $5), at most $6, the newest first; '' and null do not restrict.
SELECT r.id, r.number, r.name, r.area_code, coalesce(a.name, ''), r.ask ->> 'kind', coalesce(k.name, g.name, ''), r.ask ->> 'method', r.ask ->> 'as_of',
       r.repeat_of, r.stored_inputs, r.asked_by, r.asked_login, r.asked_name, r.asked_at, r.state, r.finished_at, r.error, r.summary,
       p.phase, p.incumbent, p.bound, p.gap, p.started_at, p.at, p.cancel
FROM siting_run r
LEFT JOIN siting_progress p ON p.run_id = r.id
LEFT JOIN facility_kind k ON k.code = r.ask ->> 'kind'
LEFT JOIN facility_group g ON g.code = r.ask ->> 'kind'
LEFT JOIN LATERAL (SELECT name FROM pub_area_state s WHERE s.code = r.area_code
    AND (s.valid_from IS NULL OR s.valid_from <= (r.ask ->> 'as_of')::date) AND (s.valid_to IS NULL OR s.valid_to > (r.ask ->> 'as_of')::date) LIMIT 1) a ON true
WHERE starts_with(r.area_code, $1) AND ($2::text = '' OR r.ask ->> 'kind' = $2)
  AND ($3::text = '' OR $3 = CASE WHEN r.state = 'queued' AND p.run_id IS NOT NULL THEN 'running' ELSE r.state END)
  AND ($4::timestamptz IS NULL OR (r.asked_at, r.id) < ($4, $5::uuid))
ORDER BY r.asked_at DESC, r.id DESC LIMIT $6

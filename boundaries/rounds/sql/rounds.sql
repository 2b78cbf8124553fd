-- Rounds, the latest first: one ($1), or all when it is null.
SELECT r.number, r.title, to_char(r.starts_on, 'YYYY-MM-DD'), to_char(r.ends_on, 'YYYY-MM-DD'), r.state, r.past, r.closed_at, r.closed_why, r.version, r.updated_at,
    (SELECT jsonb_build_object('sha256', a.sha256, 'size', a.size, 'files', a.files, 'made_by', a.made_by, 'made_at', a.made_at)
     FROM round_archive a WHERE a.round = r.number),
    (SELECT count(*) FROM inspection i WHERE i.kind = 'round' AND i.round = r.number AND i.received_at > r.closed_at)
FROM inspection_round r WHERE $1::integer IS NULL OR r.number = $1
ORDER BY r.number DESC

-- A round ($1), locked for a change of it.
SELECT r.number, r.title, to_char(r.starts_on, 'YYYY-MM-DD'), to_char(r.ends_on, 'YYYY-MM-DD'), r.state, r.past, r.closed_at, r.closed_why, r.version, r.updated_at,
    NULL::jsonb, 0
FROM inspection_round r WHERE r.number = $1 FOR UPDATE

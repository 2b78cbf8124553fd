-- Adds a finding: id ($1), kind, marker, line, chainage, point, description ($7), found, reported, the inspection ($10), the author ($11, $12); the clock of reporting is that of today, that of the next step runs from the report.
INSERT INTO finding (id, kind, marker_id, line_code, chainage_m, geom, description, found_at, reported_at, report_due_at, inspection_id, state_since, author, author_name)
VALUES ($1, $2, $3, nullif($4::text, ''), $5, $6, $7, $8, $9,
    $8::timestamptz + make_interval(hours => (SELECT hours FROM finding_deadline WHERE step = 'found')), $10, $9, $11, $12)

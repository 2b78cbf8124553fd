-- Markers by number, as a round ($1) and the one before ($2) found them: with a party in an area ($3), of a line ($4), after a number ($5), at most $6.
SELECT m.id, m.number, ARRAY(SELECT ml.line_code FROM marker_line ml WHERE ml.marker_id = m.id ORDER BY 1),
    coalesce(w.conditions, '{}'), to_char(w.counted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'), coalesce(w.done, false),
    n.conditions, to_char(n.counted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'), n.done
FROM marker m
JOIN LATERAL (SELECT conditions, counted_at, done FROM round_marker WHERE round = $1 AND marker_id = m.id LIMIT 1) n ON true
LEFT JOIN LATERAL (SELECT conditions, counted_at, done FROM round_marker WHERE round = $2::integer AND marker_id = m.id LIMIT 1) w ON true
WHERE m.status <> 'retired' AND m.number > $5
  AND EXISTS (SELECT FROM marker_line ml JOIN boundary_line l ON l.code = ml.line_code
              WHERE ml.marker_id = m.id AND (starts_with(l.left_area, $3) OR starts_with(l.right_area, $3)) AND ($4::text = '' OR l.code = $4))
ORDER BY m.number LIMIT $6

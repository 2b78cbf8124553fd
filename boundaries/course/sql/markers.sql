-- Markers of a line ($1) that are not retired, with all the lines that they mark.
SELECT m.id::text, m.number, m.type, array_agg(o.line_code ORDER BY o.line_code), m.geom, m.height_m
FROM marker_line ml
JOIN marker m ON m.id = ml.marker_id
JOIN marker_line o ON o.marker_id = m.id
WHERE ml.line_code = $1 AND m.status <> 'retired'
GROUP BY m.id ORDER BY m.number, m.id

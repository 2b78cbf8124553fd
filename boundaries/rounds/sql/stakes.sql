-- The markers of a line ($1) by chainage, metres from its start: where its segments end.
SELECT m.number, line_chainage($1, m.geom) FROM marker_line ml JOIN marker m ON m.id = ml.marker_id
WHERE ml.line_code = $1 AND m.status <> 'retired' ORDER BY 2, 1

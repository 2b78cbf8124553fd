-- Markers that are not retired, with the lines that they mark.
SELECT m.id, m.number, m.type, array_agg(ml.line_code ORDER BY ml.line_code), m.geom
FROM marker m JOIN marker_line ml ON ml.marker_id = m.id
WHERE m.status <> 'retired'
GROUP BY m.id ORDER BY m.number, m.id

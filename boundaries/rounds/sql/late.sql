-- How many inspections of a line ($2) or of its markers came after a round ($1) was closed.
SELECT count(*) FROM inspection i JOIN inspection_round r ON r.number = i.round
WHERE i.kind = 'round' AND i.round = $1 AND i.received_at > r.closed_at
  AND (i.line_code = ANY (line_past($2)) OR EXISTS (SELECT FROM marker_line ml WHERE ml.marker_id = i.marker_id AND ml.line_code = $2))

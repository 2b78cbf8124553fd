-- What the inspections of a round ($1) found on stretches of a line ($2), under earlier codes too.
SELECT id, chainage_from_m, chainage_to_m, to_char(counted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'), observer, conditions, note
FROM round_inspection WHERE round = $1 AND marker_id IS NULL AND line_code = ANY (line_past($2)) ORDER BY chainage_from_m NULLS LAST, counted_at, id

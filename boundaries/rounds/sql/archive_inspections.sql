-- The inspections of a round that count for it, corrected ones too, as texts.
SELECT ARRAY[i.id::text, i.marker, coalesce(i.line_code, ''), to_char(i.observed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    to_char(i.received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), i.observer, array_to_string(i.conditions, ';'),
    coalesce(i.raw_lon::text, ''), coalesce(i.raw_lat::text, ''), coalesce(i.accuracy_m::text, ''), coalesce(i.crs, ''), i.note,
    array_to_string(i.flags, ';'), coalesce(i.corrects::text, '')]
FROM inspection i JOIN inspection_round r ON r.number = i.round
WHERE i.kind = 'round' AND i.round = $1 AND (r.closed_at IS NULL OR i.received_at <= r.closed_at)
ORDER BY i.observed_at, i.id

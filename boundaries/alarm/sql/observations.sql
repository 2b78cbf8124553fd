-- Inspections that say where a marker stands and that count: not corrected, and not from before it was last put up or moved by agreement.
SELECT i.id, i.marker_id, i.counted_at, i.device_id, i.observer, i.conditions, i.geom, i.crs IN ('wgs84', 'cgcs2000'),
    i.accuracy_m, i.source, i.taped
FROM inspection_standing i
LEFT JOIN LATERAL (SELECT g.valid_from FROM marker_registration g
    WHERE g.marker_id = i.marker_id AND g.why IN ('re_erected', 'moved') AND g.corrected_by IS NULL
    ORDER BY g.version_no DESC LIMIT 1) g ON true
WHERE i.marker_id IS NOT NULL AND (i.geom IS NOT NULL OR i.taped <> '[]' OR 'moved' = ANY (i.conditions))
    AND (g.valid_from IS NULL OR i.counted_at >= g.valid_from)
ORDER BY i.counted_at DESC, i.received_at DESC, i.id DESC

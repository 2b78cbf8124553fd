-- Differences of an export by id ($2), up to a grade of secrecy ($3).
SELECT d.id, d.seq, d.kind, d.field, d.key, d.row_n AS row, d.place_id, d.place_version, d.name, d.class_code,
       '' AS class_name, d.area_code, '{}'::text[] AS area_path,
       d.ours, d.theirs, d.distance_m, d.confidence, d.matched_by, d.candidates, d.state, d.reason, d.decided_by, d.decided_at, d.carried,
       d.chosen, d.set_id, d.set_number, coalesce(d.set_state, '') AS set_state
FROM national_report d
WHERE d.export_id = $1 AND d.id = ANY ($2) AND d.grade <= $3
ORDER BY d.seq

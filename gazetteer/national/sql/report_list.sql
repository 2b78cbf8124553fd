-- Differences of an export ($1) in an area ($2, $3), by kind ($4), field ($5), state ($6), class ($7) and part of the name ($8), after a number ($9), at most $10; up to a grade of secrecy ($11).
SELECT d.id, d.seq, d.kind, d.field, d.key, d.row_n AS row, d.place_id, d.place_version, d.name, d.class_code,
       coalesce((SELECT name FROM place_class WHERE code = d.class_code), '') AS class_name, d.area_code,
       ARRAY(SELECT a.name FROM pub_area a WHERE a.code IN (left(d.area_code, 4), left(d.area_code, 6), left(d.area_code, 9), left(d.area_code, 12))
             ORDER BY a.code) AS area_path,
       d.ours, d.theirs, d.distance_m, d.confidence, d.matched_by, d.candidates, d.state, d.reason, d.decided_by, d.decided_at, d.carried,
       d.chosen, d.set_id, d.set_number, coalesce(d.set_state, '') AS set_state
FROM national_report d
WHERE d.export_id = $1 AND starts_with(d.area_code, $2) AND starts_with(d.area_code, $3)
  AND ($4::text = '' OR d.kind = $4) AND ($5::text = '' OR d.field = $5) AND ($6::text = '' OR d.state = $6)
  AND ($7::text = '' OR starts_with(d.class_code, $7)) AND ($8::text = '' OR strpos(d.name, $8) > 0)
  AND d.seq > $9 AND d.grade <= $11
ORDER BY d.seq
LIMIT $10

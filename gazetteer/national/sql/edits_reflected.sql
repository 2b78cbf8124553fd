-- Pending edits that an export ($1) shows, in an area ($2): reported ones, others, or all ($3); after an id ($4), at most $5; of entries up to a grade of secrecy ($6).
SELECT e.id AS edit_id, e.place_id, p.name, e.edited_on::text AS on, e.op, e.matter, e.area_code,
       CASE WHEN e.reported_on IS NULL THEN 'unreported' ELSE 'reported' END AS state, e.reported_on::text
FROM national_reflected r JOIN place_edit e ON e.id = r.edit_id JOIN place p ON p.id = e.place_id
WHERE r.export_id = $1 AND starts_with(e.area_code, $2) AND e.taken_in_on IS NULL AND e.returned_on IS NULL
  AND ($3::text = '' OR ($3 = 'reported') = (e.reported_on IS NOT NULL)) AND e.id > $4 AND p.grade <= $6
ORDER BY e.id
LIMIT $5

-- Plans of an area ($1) and a line ($2) that are not withdrawn, after $3, at most $4.
SELECT n.id, n.area_code, coalesce(a.name, '') AS area_name, n.line_code, coalesce(l.name, '') AS line_name,
       CASE WHEN n.area_code IS NOT NULL THEN ARRAY[n.area_code] ELSE ARRAY[l.left_area, l.right_area] END AS parties,
       n.every_months, n.patroller, n.from_on::text AS from_on, n.until_on::text AS until_on, n.note, n.retired, n.version, n.created_at, n.updated_at
FROM patrol_plan n
LEFT JOIN area a ON a.code = n.area_code
LEFT JOIN boundary_line l ON l.code = n.line_code
WHERE NOT n.retired AND n.id > $3 AND ($2::text = '' OR n.line_code = $2)
  AND ($1::text = '' OR starts_with(n.area_code, $1) OR starts_with(l.left_area, $1) OR starts_with(l.right_area, $1))
ORDER BY n.id
LIMIT $4

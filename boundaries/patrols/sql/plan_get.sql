-- A plan by its id.
SELECT n.id, n.area_code, coalesce(a.name, '') AS area_name, n.line_code, coalesce(l.name, '') AS line_name,
       CASE WHEN n.area_code IS NOT NULL THEN ARRAY[n.area_code] ELSE ARRAY[l.left_area, l.right_area] END AS parties,
       n.every_months, n.patroller, n.from_on::text AS from_on, n.until_on::text AS until_on, n.note, n.retired, n.version, n.created_at, n.updated_at
FROM patrol_plan n
LEFT JOIN area a ON a.code = n.area_code
LEFT JOIN boundary_line l ON l.code = n.line_code
WHERE n.id = $1

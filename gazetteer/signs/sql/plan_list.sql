-- Plans of an area ($1) and a year ($2, 0 for every one).
SELECT n.id, n.title, n.area_code, coalesce(a.name, '') AS area_name, n.year, n.target_names, n.target_signs, n.source,
       n.retired, n.version, n.created_at, n.updated_at
FROM sign_plan n LEFT JOIN pub_area a ON a.code = n.area_code
WHERE NOT n.retired AND starts_with(n.area_code, $1) AND ($2 = 0 OR n.year = $2)
ORDER BY n.year, n.area_code, n.id

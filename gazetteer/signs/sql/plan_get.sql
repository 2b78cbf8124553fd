-- A plan by its id.
SELECT n.id, n.title, n.area_code, coalesce(a.name, '') AS area_name, n.year, n.target_names, n.target_signs, n.source,
       n.retired, n.version, n.created_at, n.updated_at
FROM sign_plan n LEFT JOIN pub_area a ON a.code = n.area_code
WHERE n.id = $1

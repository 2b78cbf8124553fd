-- How far the plans of an area ($1) and a year ($2, 0 for every one) have come, as far as a reader of a grade ($3) may know.
SELECT n.id AS plan_id, n.title, n.area_code, coalesce(a.name, '') AS area_name, n.year, n.target_names,
       count(DISTINCT s.place_id) FILTER (WHERE s.condition IN ('good', 'worn', 'damaged') AND NOT s.differs)::integer AS names_done,
       n.target_signs, count(s.id)::integer AS listed,
       count(s.id) FILTER (WHERE s.condition NOT IN ('planned', 'missing'))::integer AS installed,
       count(s.id) FILTER (WHERE s.condition IN ('worn', 'damaged', 'missing'))::integer AS poor,
       count(s.id) FILTER (WHERE s.condition = 'wrong' OR s.condition <> 'planned' AND s.differs)::integer AS wrong
FROM sign_plan n
LEFT JOIN pub_area a ON a.code = n.area_code
LEFT JOIN sign_record s ON s.plan_id = n.id AND NOT s.retired AND NOT EXISTS (SELECT FROM place p WHERE p.id = s.place_id AND p.grade > $3)
WHERE NOT n.retired AND starts_with(n.area_code, $1) AND ($2 = 0 OR n.year = $2)
GROUP BY n.id, a.name
ORDER BY n.year, n.area_code, n.id

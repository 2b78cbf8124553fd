-- Signs of an area ($1), class ($2), kind ($3), condition ($4), with a text ($5), of an entry ($6) or plan ($7), differing ones ($8), after $9, for readers of a grade ($11).
SELECT * FROM sign_record
WHERE NOT retired
  AND starts_with(area_code, $1) AND starts_with(class_code, $2)
  AND ($3 = '' OR kind = $3) AND ($4 = '' OR condition = $4)
  AND ($5 = '' OR position($5 IN text) > 0 OR position($5 IN place_name) > 0)
  AND ($6::uuid IS NULL OR place_id = $6) AND ($7::uuid IS NULL OR plan_id = $7)
  AND (NOT $8 OR differs)
  AND id > $9
  AND NOT EXISTS (SELECT FROM place p WHERE p.id = place_id AND p.grade > $11)
ORDER BY id
LIMIT $10

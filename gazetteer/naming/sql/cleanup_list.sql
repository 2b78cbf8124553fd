-- Rows of the ledger by area ($1), class, category, rule, state, severity, text and entry ($8), after an id ($9), at most $10, for readers of a grade ($11).
SELECT c.*, coalesce(k.name, '') AS class_name,
       ARRAY(SELECT a.name FROM pub_area a
             WHERE a.code IN (left(c.area_code, 4), left(c.area_code, 6), left(c.area_code, 9), left(c.area_code, 12))
             ORDER BY a.code) AS area_path
FROM cleanup c LEFT JOIN place_class k ON k.code = c.class_code
WHERE ($1::text = '' OR starts_with(c.area_code, $1)) AND ($2::text = '' OR starts_with(c.class_code, $2))
  AND ($3::text = '' OR c.category = $3) AND ($4::text = '' OR c.rule = $4)
  AND ($5::text = '' OR c.state = $5 OR $5 = 'open' AND c.state <> 'closed') AND ($6::text = '' OR c.severity = $6)
  AND ($7::text = '' OR strpos(c.name, $7) > 0) AND ($8::uuid = '00000000-0000-0000-0000-000000000000' OR c.place_id = $8)
  AND c.id > $9
  AND NOT EXISTS (SELECT FROM place p WHERE (p.id = c.place_id OR p.id = ANY (c.conflicts)) AND p.grade > $11)
ORDER BY c.id
LIMIT $10

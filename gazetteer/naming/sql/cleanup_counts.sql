-- Rows of the ledger, filtered as in the list, counted by $9 and state, for readers of a grade ($10).
SELECT x.by, coalesce(max(a.name), ''),
       count(*) FILTER (WHERE c.state = 'found'), count(*) FILTER (WHERE c.state = 'exception'),
       count(*) FILTER (WHERE c.state = 'to_rectify'), count(*) FILTER (WHERE c.state = 'renamed'),
       count(*) FILTER (WHERE c.state = 'closed'), count(*)
FROM cleanup c
CROSS JOIN LATERAL (SELECT CASE $9::text WHEN 'county' THEN left(c.area_code, 6) WHEN 'rule' THEN c.rule
                                   WHEN 'class' THEN c.class_code ELSE c.category END AS by) x
LEFT JOIN pub_area a ON $9 = 'county' AND a.code = x.by
WHERE ($1::text = '' OR starts_with(c.area_code, $1)) AND ($2::text = '' OR starts_with(c.class_code, $2))
  AND ($3::text = '' OR c.category = $3) AND ($4::text = '' OR c.rule = $4)
  AND ($5::text = '' OR c.state = $5 OR $5 = 'open' AND c.state <> 'closed') AND ($6::text = '' OR c.severity = $6)
  AND ($7::text = '' OR strpos(c.name, $7) > 0) AND ($8::uuid = '00000000-0000-0000-0000-000000000000' OR c.place_id = $8)
  AND NOT EXISTS (SELECT FROM place p WHERE (p.id = c.place_id OR p.id = ANY (c.conflicts)) AND p.grade > $10)
GROUP BY x.by
ORDER BY x.by

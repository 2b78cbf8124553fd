-- Figures reported of an area ($1) and the areas inside, of a kind ($2), of a day ($3), that are not withdrawn, after $4, at most $5.
SELECT r.id, r.area_code, a.name AS area_name, r.what, coalesce(k.name, g.name, r.what) AS what_name, r.as_of, r.numerator, r.denominator,
       r.percent::float8 AS percent, r.document, r.reported_to, r.reported_on, r.note, r.retired, r.version, r.updated_at
FROM coverage_reported r
JOIN pub_area a ON a.code = r.area_code
LEFT JOIN facility_kind k ON k.code = r.what
LEFT JOIN facility_group g ON g.code = r.what
WHERE NOT r.retired AND ($1::text = '' OR starts_with(r.area_code, $1)) AND ($2::text = '' OR r.what = $2)
  AND ($3::date IS NULL OR r.as_of = $3) AND r.id > $4
ORDER BY r.id
LIMIT $5

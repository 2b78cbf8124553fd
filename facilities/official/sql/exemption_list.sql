-- Exemptions in an area ($1) from a kind ($2) that hold on a day ($3) and are not withdrawn, after $4, at most $5.
SELECT e.id, e.area_code, a.name AS area_name, e.what, coalesce(k.name, g.name, e.what) AS what_name, e.from_on, e.to_on, e.document, e.authority,
       e.document_on, e.note, e.retired, e.version, e.updated_at
FROM coverage_exemption e
JOIN pub_area a ON a.code = e.area_code
LEFT JOIN facility_kind k ON k.code = e.what
LEFT JOIN facility_group g ON g.code = e.what
WHERE NOT e.retired AND ($1::text = '' OR starts_with(e.area_code, $1)) AND ($2::text = '' OR e.what = $2)
  AND ($3::date IS NULL OR e.from_on <= $3 AND (e.to_on IS NULL OR e.to_on > $3)) AND e.id > $4
ORDER BY e.id
LIMIT $5

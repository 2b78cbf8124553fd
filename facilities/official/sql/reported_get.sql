-- A reported figure by its id.
SELECT r.id, r.area_code, a.name AS area_name, r.what, coalesce(k.name, g.name, r.what) AS what_name, r.as_of, r.numerator, r.denominator,
       r.percent::float8 AS percent, r.document, r.reported_to, r.reported_on, r.note, r.retired, r.version, r.updated_at
FROM coverage_reported r
JOIN pub_area a ON a.code = r.area_code
LEFT JOIN facility_kind k ON k.code = r.what
LEFT JOIN facility_group g ON g.code = r.what
WHERE r.id = $1

-- An exemption by its id.
SELECT e.id, e.area_code, a.name AS area_name, e.what, coalesce(k.name, g.name, e.what) AS what_name, e.from_on, e.to_on, e.document, e.authority,
       e.document_on, e.note, e.retired, e.version, e.updated_at
FROM coverage_exemption e
JOIN pub_area a ON a.code = e.area_code
LEFT JOIN facility_kind k ON k.code = e.what
LEFT JOIN facility_group g ON g.code = e.what
WHERE e.id = $1

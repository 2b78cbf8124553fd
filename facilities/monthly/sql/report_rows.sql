-- Rows of reports ($1) with their township, by kind and name.
SELECT f.id, f.name, f.kind, k.name, coalesce(v.name, ''), f.precision, r.measure, r.total, r.used, r.before_total, r.before_used, m.area_code
FROM monthly_row r
JOIN monthly_report m ON m.id = r.report_id
JOIN facility f ON f.id = r.facility_id
JOIN facility_kind k ON k.code = f.kind
LEFT JOIN area v ON v.code = f.village_code
WHERE r.report_id = ANY ($1::uuid[])
ORDER BY k.sort, k.code, f.name, f.id, array_position(ARRAY['plots', 'niches', 'eco_plots', 'beds', 'nursing_beds', 'places', 'none'], r.measure)

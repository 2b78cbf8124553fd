-- Facilities in the reports of a township ($1) for a month ($2) that have dated figures of that month's report, in order.
SELECT DISTINCT c.facility_id
FROM monthly_report r
JOIN monthly_row w ON w.report_id = r.id
JOIN facility_capacity c ON c.facility_id = w.facility_id AND (c.source, c.document) = ('monthly', to_char(r.month, 'YYYY-MM'))
WHERE r.area_code = $1 AND r.month = $2
ORDER BY 1

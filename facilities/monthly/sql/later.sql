-- Figures of facilities ($3) that confirmed reports of a township ($1) for months after one ($2) state and that the records give on their days, the earliest first.
SELECT s.month, s.figures_on, w.facility_id, w.measure, w.total, w.used
FROM pub_monthly_report p
JOIN monthly_report s ON s.id = p.id
JOIN monthly_row w ON w.report_id = s.id AND w.facility_id = ANY ($3::uuid[])
JOIN LATERAL facility_capacity_on(s.figures_on) c ON (c.facility_id, c.measure) = (w.facility_id, w.measure)
WHERE s.area_code = $1 AND s.month > $2::date AND (w.total, w.used) IS NOT DISTINCT FROM (c.total, c.used)
ORDER BY s.month, w.facility_id, w.measure

-- Burials by township of a day ($1) and month, of confirmed reports for months of its year that ended by then.
SELECT CASE WHEN (SELECT last_area_change()) >= least(month, $1::date) THEN coalesce(area_as_of(area_code, $1), area_code) ELSE area_code END,
       month, burials, eco_burials
FROM pub_monthly_report
WHERE month >= date_trunc('year', $1)::date AND (month + interval '1 month')::date <= $1 + 1
ORDER BY 1, 2

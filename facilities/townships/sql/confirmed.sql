-- Townships with the day of their last confirmed report up to a day ($1).
SELECT t.code, max(t.day)
FROM (SELECT CASE WHEN (SELECT last_area_change()) = '-infinity' THEN r.area_code ELSE area_as_of(r.area_code, $1::date) END AS code,
             (r.received_at AT TIME ZONE 'Asia/Shanghai')::date AS day
      FROM pub_monthly_report r) t
WHERE t.day <= $1 AND t.code IS NOT NULL
GROUP BY t.code

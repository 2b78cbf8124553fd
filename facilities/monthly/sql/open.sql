-- Months up to one ($2) in which a township ($1) was there at the end and is not confirmed, from the first expected one ($3, null: the first that anybody reported).
SELECT m.month::date
FROM generate_series(coalesce($3::date, (SELECT min(month) FROM monthly_report), $2::date)::timestamp, $2::timestamp, interval '1 month') m (month)
WHERE EXISTS (SELECT FROM pub_area_state a
              WHERE a.code = $1 AND a.level = 'township' AND a.formal AND NOT a.external
                AND (a.valid_from IS NULL OR a.valid_from < (m.month + interval '1 month')::date) AND (a.valid_to IS NULL OR a.valid_to >= (m.month + interval '1 month')::date))
  AND NOT EXISTS (SELECT FROM pub_monthly_report r WHERE r.area_code = $1 AND r.month = m.month::date)
ORDER BY m.month

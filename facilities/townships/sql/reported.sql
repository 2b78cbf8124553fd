-- Areas with the newest figure that was reported of them for a group of kinds ($1) up to a day ($2).
SELECT DISTINCT ON (r.area_code) r.area_code, r.as_of, r.numerator, r.denominator,
       coalesce(r.percent, round(100.0 * r.numerator / r.denominator, 1))::float8, r.document
FROM coverage_reported r
WHERE NOT r.retired AND r.what = $1 AND r.as_of <= $2::date
ORDER BY r.area_code, r.as_of DESC

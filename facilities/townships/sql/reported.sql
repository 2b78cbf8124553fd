-- Areas, by the code that they had on a day ($2), with the newest figure up to it that was reported of them for a group of kinds ($1).
SELECT DISTINCT ON (a.code) a.code, r.as_of, r.numerator, r.denominator,
       coalesce(r.percent, round(100.0 * r.numerator / r.denominator, 1))::float8, r.document
FROM coverage_reported r
CROSS JOIN LATERAL (SELECT coalesce(area_as_of(r.area_code, $2::date), r.area_code) AS code) a
WHERE NOT r.retired AND r.what = $1 AND r.as_of <= $2
ORDER BY a.code, r.as_of DESC, r.id

-- Newest figures not after a day ($1) that were reported upward, of each area and kind.
SELECT DISTINCT ON (2, r.what) r.id, coalesce(area_as_of(r.area_code, $1::date), r.area_code), r.as_of, r.numerator, r.denominator,
       coalesce(r.percent::float8, round(100.0 * r.numerator / r.denominator, 1)::float8), r.document, r.what
FROM coverage_reported r
WHERE NOT r.retired AND r.as_of <= $1
ORDER BY 2, r.what, r.as_of DESC, r.id

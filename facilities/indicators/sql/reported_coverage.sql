-- Coverage as it was reported up to a day ($1), by kind and area: the newest of each.
SELECT DISTINCT ON (what, area_code) what, area_code, as_of, percent, numerator, denominator, document
FROM coverage_reported WHERE NOT retired AND as_of <= $1::date
ORDER BY what, area_code, as_of DESC

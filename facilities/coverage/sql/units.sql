-- Formal areas of the levels that are counted, as they were on a day ($1), with their people of the newest year not after it, by code.
SELECT u.level, u.code, u.name, u.seat, p.population
FROM pub_area_state u
LEFT JOIN (SELECT DISTINCT ON (area_code) area_code, population FROM population_on($1::date)
           WHERE year <= extract(year FROM $1::date) ORDER BY area_code, year DESC) p ON p.area_code = u.code
WHERE u.level IN ('county', 'township', 'village') AND u.formal AND NOT u.external
  AND (u.valid_from IS NULL OR u.valid_from <= $1) AND (u.valid_to IS NULL OR u.valid_to > $1)
ORDER BY u.code

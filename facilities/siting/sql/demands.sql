-- Areas of a level ($1) inside an area ($2) on a day ($3) with their township and their people ($4: population or age60) of a year ($5; 0: the newest up to the day), by code.
WITH unit AS (
    SELECT code, name, seat FROM pub_area_state
    WHERE level = $1 AND starts_with(code, $2) AND formal AND NOT external
      AND (valid_from IS NULL OR valid_from <= $3::text::date) AND (valid_to IS NULL OR valid_to > $3::text::date)),
people AS (
    SELECT DISTINCT ON (p.area_code) p.area_code, CASE WHEN $4::text = 'age60' THEN p.age60 ELSE p.population END AS n
    FROM population_on($3::text::date) p
    WHERE CASE WHEN $5::integer = 0 THEN p.year <= extract(year FROM $3::text::date) ELSE p.year = $5 END
      AND CASE WHEN $4 = 'age60' THEN p.age60 ELSE p.population END IS NOT NULL
    ORDER BY p.area_code, p.year DESC)
SELECT u.code, u.name, CASE WHEN length(u.code) >= 9 THEN left(u.code, 9) ELSE '' END, coalesce(t.name, ''),
       ST_X(u.seat), ST_Y(u.seat), p.n::double precision
FROM unit u
LEFT JOIN people p ON p.area_code = u.code
LEFT JOIN LATERAL (
    SELECT a.name FROM pub_area_state a
    WHERE a.code = left(u.code, 9) AND length(u.code) >= 9
      AND (a.valid_from IS NULL OR a.valid_from <= $3::text::date) AND (a.valid_to IS NULL OR a.valid_to > $3::text::date) LIMIT 1) t ON true
ORDER BY u.code

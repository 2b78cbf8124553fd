-- People aged 60 and over in an area ($1): the newest year up to $2 and the coarsest level whose areas existing on a day ($3) all have a figure.
WITH unit AS (
    SELECT code, level FROM pub_area_state
    WHERE starts_with(code, $1) AND formal AND NOT external
      AND (valid_from IS NULL OR valid_from <= $3::date) AND (valid_to IS NULL OR valid_to > $3)),
known AS (
    SELECT p.year, u.level, count(*) AS n, sum(p.age60) AS age60, min(length(u.code)) AS digits
    FROM population_on($3) p JOIN unit u ON u.code = p.area_code
    WHERE p.year <= $2 AND p.age60 IS NOT NULL
    GROUP BY p.year, u.level)
SELECT k.year, k.age60 FROM known k
WHERE k.n = (SELECT count(*) FROM unit u WHERE u.level = k.level)
ORDER BY k.year DESC, k.digits
LIMIT 1

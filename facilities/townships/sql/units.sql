-- Formal areas of a level ($1) inside an area ($2) as they were on a day ($3), by code.
SELECT code, name FROM pub_area_state
WHERE level = $1 AND starts_with(code, $2) AND formal AND NOT external
  AND (valid_from IS NULL OR valid_from <= $3::date) AND (valid_to IS NULL OR valid_to > $3)
ORDER BY code

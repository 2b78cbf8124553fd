-- Formal areas of the levels that figures are given for, as they were on a day ($1), by code.
SELECT level, code, name FROM pub_area_state
WHERE level IN ('prefecture', 'county', 'township', 'village') AND formal AND NOT external
  AND (valid_from IS NULL OR valid_from <= $1::date) AND (valid_to IS NULL OR valid_to > $1)
ORDER BY code

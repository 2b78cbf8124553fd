-- Formal villages of today inside an area ($1), with their places.
SELECT code, name, seat FROM pub_area
WHERE level = 'village' AND starts_with(code, $1) AND formal AND NOT external
  AND (valid_from IS NULL OR valid_from <= current_date) AND (valid_to IS NULL OR valid_to > current_date)
ORDER BY code

-- Villages of an area ($1) on a day ($2) as candidates, by code.
SELECT code, name, ST_X(seat), ST_Y(seat) FROM pub_area_state
WHERE level = 'village' AND starts_with(code, $1) AND formal AND NOT external
  AND (valid_from IS NULL OR valid_from <= $2::text::date) AND (valid_to IS NULL OR valid_to > $2::text::date)
ORDER BY code

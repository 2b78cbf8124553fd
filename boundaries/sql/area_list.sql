-- A page of areas by code as they were on a day ($5): level ($1), parent ($2), after a code ($3), at most $4.
SELECT code, name, level, parent, external FROM pub_area_state
WHERE ($1::text = '' OR level = $1) AND ($2::text = '' OR parent = $2) AND code > $3
  AND (valid_from IS NULL OR valid_from <= $5::text::date) AND (valid_to IS NULL OR valid_to > $5::text::date)
ORDER BY code LIMIT $4

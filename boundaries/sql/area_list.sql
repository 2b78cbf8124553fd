-- A page of valid areas by code: level ($1), parent ($2), after a code ($3), at most $4.
SELECT code, name, level, parent, external FROM area
WHERE ($1::text = '' OR level = $1) AND ($2::text = '' OR parent = $2) AND code > $3
  AND (valid_to IS NULL OR valid_to > current_date)
ORDER BY code LIMIT $4

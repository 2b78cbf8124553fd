-- Rows of an export by state ($2) and area ($3), after a number ($4), at most $5. Bad rows may have no area yet.
SELECT n, line, sheet, cells, state, mended, problems, record FROM national_row
WHERE export_id = $1 AND ($2::text = '' OR state = $2) AND (starts_with(area_code, $3) OR area_code = '' AND state IN ('bad', 'ignored')) AND n > $4
ORDER BY n
LIMIT $5

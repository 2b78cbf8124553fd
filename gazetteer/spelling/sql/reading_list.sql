-- Readings of the office by part of the text ($1), area ($2), scope ($3), after an id ($4).
SELECT id, text, reading, scope, transliteration, area_code, note, settled_by, version, updated_at FROM naming_reading
WHERE ($1 = '' OR strpos(text, $1) > 0) AND starts_with(area_code, $2) AND ($3 = '' OR scope = $3) AND id > $4
ORDER BY id LIMIT $5

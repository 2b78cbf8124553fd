-- The mapping of an id ($1); without one the nearest of a signature ($2) for an area ($3).
SELECT id, name, signature, area_code, columns, rules, version, created_at, updated_at FROM national_mapping
WHERE CASE WHEN $1::uuid IS NULL THEN signature = $2 AND starts_with($3, area_code) ELSE id = $1 END
ORDER BY char_length(area_code) DESC LIMIT 1

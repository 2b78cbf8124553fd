-- The mapping of an id ($1), else of a signature ($2).
SELECT id, name, signature, columns, rules, version, created_at, updated_at FROM national_mapping
WHERE CASE WHEN $1::uuid IS NULL THEN signature = $2 ELSE id = $1 END

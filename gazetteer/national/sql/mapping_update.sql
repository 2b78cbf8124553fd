-- The next version of a mapping; its time.
UPDATE national_mapping SET name = $2, columns = $3, rules = $4, version = version + 1, updated_at = now() WHERE id = $1
RETURNING version, updated_at

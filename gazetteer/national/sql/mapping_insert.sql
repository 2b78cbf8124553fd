-- A new mapping; its times.
INSERT INTO national_mapping (id, name, signature, area_code, columns, rules) VALUES ($1, $2, $3, $4, $5, $6)
RETURNING created_at, updated_at

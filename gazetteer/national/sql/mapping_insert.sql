-- A new mapping; its times.
INSERT INTO national_mapping (id, name, signature, columns, rules) VALUES ($1, $2, $3, $4, $5)
RETURNING created_at, updated_at

-- Adds a parameter.
INSERT INTO burial_parameter (id, area_code, what, value, from_on, to_on, source, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- The mapping of an id, kept from others until the end.
SELECT id, name, signature, area_code, columns, rules, version, created_at, updated_at FROM national_mapping WHERE id = $1 FOR UPDATE

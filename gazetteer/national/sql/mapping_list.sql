-- All mappings, the latest first.
SELECT id, name, signature, columns, rules, version, created_at, updated_at FROM national_mapping ORDER BY updated_at DESC, id

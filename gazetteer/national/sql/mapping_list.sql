-- Mappings of areas that hold an area ($1) or lie in it, the latest first.
SELECT id, name, signature, area_code, columns, rules, version, created_at, updated_at FROM national_mapping
WHERE starts_with($1, area_code) OR starts_with(area_code, $1) ORDER BY updated_at DESC, id

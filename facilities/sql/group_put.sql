-- Adds a group of kinds or changes it; which one is official stays.
INSERT INTO facility_group (code, name, name_en, unit, kinds, rule, sort, retired)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, unit = excluded.unit, kinds = excluded.kinds,
    rule = excluded.rule, sort = excluded.sort, retired = excluded.retired, version = facility_group.version + 1, updated_at = now()

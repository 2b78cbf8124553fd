-- Adds a kind of facility or changes it.
INSERT INTO facility_kind (code, name, name_en, unit, by_village, capacity_kind, subkinds, symbol, colour, ledger, fields, stages, rule, serves, sort, retired)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, unit = excluded.unit,
    by_village = excluded.by_village, capacity_kind = excluded.capacity_kind, subkinds = excluded.subkinds,
    symbol = excluded.symbol, colour = excluded.colour, ledger = excluded.ledger, fields = excluded.fields, stages = excluded.stages,
    rule = excluded.rule, serves = excluded.serves, sort = excluded.sort, retired = excluded.retired, version = facility_kind.version + 1, updated_at = now()

-- Adds a kind of facility or words it anew.
INSERT INTO facility_kind (code, name, name_en, unit, by_village, capacity_kind, subkinds, symbol, colour, ledger, sort)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, unit = excluded.unit,
    by_village = excluded.by_village, capacity_kind = excluded.capacity_kind, subkinds = excluded.subkinds,
    symbol = excluded.symbol, colour = excluded.colour, ledger = excluded.ledger, sort = excluded.sort

-- Adds an indicator.
INSERT INTO indicator (id, plan_id, code, name, name_en, attribute, unit, unit_name, direction, formula, params,
    base_year, base_value, target_year, target_value, source, note, sort)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)

-- Writes a new version of an indicator.
UPDATE indicator SET plan_id = $2, code = $3, name = $4, name_en = $5, attribute = $6, unit = $7, unit_name = $8, direction = $9,
    formula = $10, params = $11, base_year = $12, base_value = $13, target_year = $14, target_value = $15, source = $16, note = $17, sort = $18,
    version = version + 1, updated_at = now()
WHERE id = $1

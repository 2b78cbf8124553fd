-- Writes a new version of a parameter.
UPDATE burial_parameter SET area_code = $2, what = $3, value = $4, from_on = $5, to_on = $6, source = $7, note = $8,
    version = version + 1, updated_at = now()
WHERE id = $1

-- Writes a new version of a sizing standard.
UPDATE sizing_standard SET name = $2, document = $3, rule = $4, measure = $5, years = $6, share_percent = $7, of_measure = $8, factor = $9,
    note = $10, sort = $11, version = version + 1, updated_at = now()
WHERE id = $1

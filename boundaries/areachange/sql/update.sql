-- Writes the next version of a draft.
UPDATE area_change SET kind = $2, title = $3, authority = $4, document = $5, approved_on = $6::text::date, effective_on = $7::text::date,
    note = $8, codes = $9, area_codes = $10, version = version + 1, updated_at = now()
WHERE id = $1

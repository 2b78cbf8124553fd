-- Changes an exemption; the columns of ExemptionDraft.
UPDATE coverage_exemption SET area_code = $2, what = $3, from_on = $4::date, to_on = $5::date, document = $6, authority = $7, document_on = $8::date,
    note = $9, version = version + 1, updated_at = now()
WHERE id = $1

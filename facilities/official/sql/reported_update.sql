-- Changes a reported figure; the columns of ReportedDraft.
UPDATE coverage_reported SET area_code = $2, what = $3, as_of = $4::date, numerator = $5, denominator = $6, percent = $7::float8, document = $8,
    reported_to = $9, reported_on = $10::date, note = $11, version = version + 1, updated_at = now()
WHERE id = $1

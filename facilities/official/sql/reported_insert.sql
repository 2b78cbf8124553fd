-- Adds a reported figure; the columns of ReportedDraft.
INSERT INTO coverage_reported (id, area_code, what, as_of, numerator, denominator, percent, document, reported_to, reported_on, note)
VALUES ($1, $2, $3, $4::date, $5, $6, $7::float8, $8, $9, $10::date, $11)

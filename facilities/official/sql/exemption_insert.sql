-- Adds an exemption; the columns of ExemptionDraft.
INSERT INTO coverage_exemption (id, area_code, what, from_on, to_on, document, authority, document_on, note)
VALUES ($1, $2, $3, $4::date, $5::date, $6, $7, $8::date, $9)

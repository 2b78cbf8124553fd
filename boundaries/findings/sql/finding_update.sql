-- Changes a finding; the columns of put.
UPDATE finding SET kind = $2, description = $3, state = $4, state_since = $5, neighbour_told_at = $6, neighbour_told_how = $7,
    visit_on = $8::text::date, visitors = $9, visit_note = $10, decided_on = $11::text::date, decision = $12, decision_document = $13,
    outcome = $14, handled_on = $15::text::date, handling = $16, registration_document = $17, registration_version = $18,
    filed_on = $19::text::date, filing_document = $20, closed_on = $21::text::date, version = version + 1, updated_at = now()
WHERE id = $1

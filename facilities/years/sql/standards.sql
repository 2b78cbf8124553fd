-- Sizing standards: one ($1), or those not withdrawn.
SELECT id, name, document, rule, measure, years, share_percent, of_measure, factor, note, sort, retired, version, updated_at
FROM sizing_standard
WHERE CASE WHEN $1::uuid IS NULL THEN NOT retired ELSE id = $1 END
ORDER BY sort, name, id

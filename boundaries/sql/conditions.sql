-- Conditions of inspections in their order; one code ($1) or all.
SELECT code, zh, en, sort, active, exclusive, version FROM inspection_condition WHERE $1::text = '' OR code = $1 ORDER BY sort, code

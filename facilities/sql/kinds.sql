-- All kinds of facility in the order in which they are shown.
SELECT code, name, name_en, unit, by_village, capacity_kind, subkinds, symbol, colour, ledger, fields, stages, rule, serves, sort, retired, version
FROM facility_kind
ORDER BY sort, code

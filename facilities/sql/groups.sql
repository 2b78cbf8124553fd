-- All groups of kinds in the order in which they are shown.
SELECT code, name, name_en, unit, kinds, official, rule, sort, retired, version
FROM facility_group
ORDER BY sort, code

-- Groups of kinds that count together, in the order in which they are shown.
SELECT code, name, name_en, unit, kinds, retired FROM facility_group ORDER BY sort, code

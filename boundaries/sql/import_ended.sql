-- Areas that a change of areas has ended, and since when.
SELECT DISTINCT s.old_code, a.valid_to::text FROM area_succession s JOIN area a ON a.code = s.old_code WHERE a.valid_to IS NOT NULL

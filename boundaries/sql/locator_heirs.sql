-- Codes that changes of areas have ended by a day ($1), and the areas of today that stand for them.
SELECT code, area_now(code) FROM (
    SELECT DISTINCT s.old_code AS code FROM area_succession s JOIN area a ON a.code = s.old_code
    WHERE a.valid_to <= $1::text::date) ended

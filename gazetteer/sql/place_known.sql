-- Entries by id ($1), source key ($2) or place code ($3).
SELECT * FROM place_record
WHERE id IN (SELECT id FROM place WHERE id = ANY ($1)
             UNION SELECT id FROM place WHERE ref = ANY ($2)
             UNION SELECT id FROM place WHERE place_code = ANY ($3))

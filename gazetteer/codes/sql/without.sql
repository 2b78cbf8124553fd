-- Entries in use without a code in an area ($1) and class ($2), $3 at most, that nobody is
-- writing and a reader of the grade $4 may know.
SELECT id, name FROM place
WHERE starts_with(area_code, $1) AND starts_with(class_code, $2) AND place_code IS NULL AND status <> 'retired' AND grade <= $4
ORDER BY area_code, class_code, id LIMIT $3
FOR UPDATE SKIP LOCKED

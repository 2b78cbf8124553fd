-- The entries that have or ever had the place codes ($1), with their names for readers of a grade ($2).
SELECT h.code, h.place_id, CASE WHEN p.grade <= $2 THEN p.name ELSE '***' END
FROM place_code_held h JOIN place p ON p.id = h.place_id
WHERE h.code = ANY ($1)

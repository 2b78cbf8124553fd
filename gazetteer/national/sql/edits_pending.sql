-- Edits that the national database has not taken in nor sent back, of the area ($1) or the entries ($2), with their entry as it is now.
SELECT e.id, e.place_id, e.op, e.after, p.name, coalesce(p.place_code, ''), p.class_code, p.area_code
FROM place_edit e JOIN place p ON p.id = e.place_id
WHERE e.taken_in_on IS NULL AND e.returned_on IS NULL AND (starts_with(e.area_code, $1) OR e.place_id = ANY ($2::uuid[]))
ORDER BY e.place_id, e.edited_on, e.id

-- What the national database has of edits ($1), with the area of each entry today; kept from others until the end.
SELECT e.id, e.place_id, e.edited_on::text, p.area_code, e.reported_on::text, e.taken_in_on::text, e.returned_on::text
FROM place_edit e
JOIN place p ON p.id = e.place_id
WHERE e.id = ANY ($1::uuid[])
ORDER BY e.id
FOR UPDATE OF e

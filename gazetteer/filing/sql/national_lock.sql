-- What the national database has of edits ($1), kept from others until the end.
SELECT id, place_id, edited_on::text, area_code, reported_on::text, taken_in_on::text, returned_on::text
FROM place_edit WHERE id = ANY ($1::uuid[])
ORDER BY id
FOR UPDATE

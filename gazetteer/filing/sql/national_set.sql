-- Notes what the national database has of edits ($1): reported, taken in, returned, why, version of its export.
UPDATE place_edit SET reported_on = CASE WHEN $2::boolean THEN $3::date ELSE reported_on END,
    taken_in_on = $4::date, returned_on = $5::date, return_reason = $6, export_version = $7
WHERE id = ANY ($1::uuid[])

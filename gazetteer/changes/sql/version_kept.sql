-- The row of an entry ($1) in a version ($2), as the trail has it.
SELECT after FROM revision
WHERE entity = 'place' AND entity_id = $1 AND tbl = 'place' AND (after ->> 'version')::bigint = $2
ORDER BY id DESC LIMIT 1

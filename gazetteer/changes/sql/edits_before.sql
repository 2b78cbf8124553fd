-- What the last $2 edits of an entry ($1) changed, as it was before; the newest first, by the trail.
SELECT after -> 'before' FROM revision
WHERE entity = 'place' AND entity_id = $1 AND tbl = 'place_edit' AND op = 'insert'
ORDER BY id DESC LIMIT $2

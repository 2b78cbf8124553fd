-- The entries of these mended items are wrong again.
UPDATE quality_item SET state = 'open', mended_at = NULL, found_at = $2, version = version + 1 WHERE id = ANY ($1::uuid[])

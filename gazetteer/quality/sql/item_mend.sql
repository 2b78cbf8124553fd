-- The entries of these items are found right.
UPDATE quality_item SET state = 'mended', mended_at = $2, version = version + 1 WHERE id = ANY ($1::uuid[])

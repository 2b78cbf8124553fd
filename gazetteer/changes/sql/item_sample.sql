-- Draws a sample of $2 items of a set by chance.
UPDATE change_item SET sampled = true
WHERE id IN (SELECT id FROM change_item WHERE set_id = $1 ORDER BY random() LIMIT $2)

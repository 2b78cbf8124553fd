-- The version of an item, which nobody else writes until the end.
SELECT version FROM quality_item WHERE id = $1 FOR UPDATE

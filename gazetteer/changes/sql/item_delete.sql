-- Drops an item from a set.
DELETE FROM change_item WHERE set_id = $1 AND id = $2

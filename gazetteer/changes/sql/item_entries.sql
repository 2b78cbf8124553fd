-- The entries that a set speaks of.
SELECT place_id FROM change_item WHERE set_id = $1

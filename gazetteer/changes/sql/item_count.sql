-- The number of a set's items and their last place in the order.
SELECT count(*), coalesce(max(seq), 0) FROM change_item WHERE set_id = $1

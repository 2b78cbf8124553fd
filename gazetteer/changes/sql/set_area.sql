-- The scopes of a set's items.
SELECT DISTINCT scope FROM change_item WHERE set_id = $1

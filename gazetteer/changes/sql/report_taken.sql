-- Whether a set ($1) speaks of an entry ($2).
SELECT EXISTS (SELECT FROM change_item WHERE set_id = $1 AND place_id = $2)

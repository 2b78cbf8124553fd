-- The items of a set's sample that are not accepted.
SELECT count(*) FROM change_item WHERE set_id = $1 AND sampled AND verdict <> 'accepted'

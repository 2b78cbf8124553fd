-- Forgets the sample of a set.
UPDATE change_item SET sampled = false WHERE set_id = $1 AND sampled

-- Removes the witnesses of a marker that are no longer named ($2, their numbers).
DELETE FROM marker_witness WHERE marker_id = $1 AND NOT seq = ANY ($2::int[])

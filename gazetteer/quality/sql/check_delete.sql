-- Takes a check away.
DELETE FROM quality_check WHERE id = $1

-- The version of a check, which nobody else writes until the end.
SELECT version FROM quality_check WHERE id = $1 FOR UPDATE

-- The version of a row, which nobody else writes until the end.
SELECT version FROM naming_built_up WHERE id = $1 FOR UPDATE

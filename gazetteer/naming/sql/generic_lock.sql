-- The version of a row, which nobody else writes until the end.
SELECT version FROM naming_generic WHERE id = $1 FOR UPDATE

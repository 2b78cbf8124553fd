-- The version of a row, which nobody else writes until the end.
SELECT version FROM naming_word WHERE id = $1 FOR UPDATE

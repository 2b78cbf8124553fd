-- Takes a row away.
DELETE FROM naming_built_up WHERE id = $1

-- Takes a row away.
DELETE FROM naming_scope WHERE id = $1

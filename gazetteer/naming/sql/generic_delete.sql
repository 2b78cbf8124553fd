-- Takes a row away.
DELETE FROM naming_generic WHERE id = $1

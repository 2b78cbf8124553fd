-- Takes a row away.
DELETE FROM naming_word WHERE id = $1

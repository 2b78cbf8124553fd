-- Takes a choice back.
DELETE FROM national_match WHERE identity = $1

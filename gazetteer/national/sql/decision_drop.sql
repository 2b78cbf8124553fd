-- Takes a decision back.
DELETE FROM national_decision WHERE key = $1

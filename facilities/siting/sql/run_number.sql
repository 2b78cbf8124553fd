-- Id of a siting run by its number.
SELECT id FROM siting_run WHERE number = $1

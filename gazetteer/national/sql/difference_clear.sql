-- Takes the differences of an export away, to be found anew.
DELETE FROM national_difference WHERE export_id = $1

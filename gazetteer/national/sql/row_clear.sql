-- Takes the rows of an export away, to be written anew.
DELETE FROM national_row WHERE export_id = $1

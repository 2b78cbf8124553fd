-- By what a row ($2) of an export is known.
SELECT identity FROM national_row WHERE export_id = $1 AND n = $2

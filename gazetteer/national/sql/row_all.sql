-- All rows of an export, as the file has them.
SELECT n, line, sheet, cells, faults, state, mended FROM national_row WHERE export_id = $1 ORDER BY n

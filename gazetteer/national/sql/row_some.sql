-- Rows of an export by number ($2).
SELECT n, line, sheet, cells, faults, state, mended, area_code FROM national_row WHERE export_id = $1 AND n = ANY ($2) ORDER BY n FOR UPDATE

-- Matches that people chose, of the rows of an export.
SELECT m.identity, m.place_id FROM national_match m WHERE m.identity IN (SELECT identity FROM national_row WHERE export_id = $1 AND identity <> '')

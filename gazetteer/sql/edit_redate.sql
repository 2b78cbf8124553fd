-- Gives an edit that came from a source its new dates.
UPDATE place_edit SET edited_on = $2, taken_in_on = $3 WHERE seq = $1

-- The national state of the last edit of an entry ($1).
SELECT edit_id, national_state, reported_on::text, taken_in_on::text, returned_on::text, return_reason, export_version
FROM ledger_edit WHERE place_id = $1 ORDER BY edited_on DESC, edit_id DESC LIMIT 1

-- The national state of the last edit of an entry ($1) that a reader of a grade ($2) may know of.
SELECT l.edit_id, national_state, reported_on::text, taken_in_on::text, returned_on::text, return_reason, export_version
FROM ledger_edit l LEFT JOIN graded($2) v ON v.place_id = l.place_id
WHERE l.place_id = $1 AND (v.place_id IS NULL OR edit_open(l.op, l.before, l.after, v.secrecy, v.texts, $2)) ORDER BY edited_on DESC, edit_id DESC LIMIT 1

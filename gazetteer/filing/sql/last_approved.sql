-- The last approved naming, renaming or abolishing of an entry ($1).
SELECT edit_id FROM ledger_edit WHERE place_id = $1 AND approval_id IS NOT NULL AND matter <> 'correction'
ORDER BY edited_on DESC, edit_id DESC LIMIT 1

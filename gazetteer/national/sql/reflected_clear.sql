-- Takes away which edits an export reflects, to be found anew.
DELETE FROM national_reflected WHERE export_id = $1

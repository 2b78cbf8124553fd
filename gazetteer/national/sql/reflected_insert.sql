-- Edits ($2) that an export reflects.
INSERT INTO national_reflected (export_id, edit_id) SELECT $1, unnest($2::uuid[])

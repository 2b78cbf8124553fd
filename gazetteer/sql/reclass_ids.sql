-- Entries of the classes ($1), retired ones too, kept from being written until the end.
SELECT id FROM place WHERE class_code = ANY ($1) ORDER BY id FOR UPDATE

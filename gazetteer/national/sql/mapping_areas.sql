-- The scopes of the exports that a mapping reads.
SELECT DISTINCT area_code FROM national_export WHERE mapping_id = $1

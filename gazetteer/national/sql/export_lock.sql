-- What comparing needs of an export, kept from others until the end.
SELECT id, export_version, exported_on::text, mapping_id, headings, area_code FROM national_export WHERE id = $1 FOR UPDATE

-- A new export.
INSERT INTO national_export (id, export_version, exported_on, file, mapping_id, mapping_version, headings, area_code, classes, totals, loaded_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

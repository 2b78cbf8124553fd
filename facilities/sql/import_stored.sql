-- Every facility as an importer needs it: kind, name, place and own fields, edited since or not, its history and whether a status file gave it.
SELECT f.id, f.ref, f.version, f.kind, f.name, f.area_code, f.village_code, f.extra, f.version <> f.imported_version OR f.retired, f.retired,
       i.entity_id IS NOT NULL, r.statuses
FROM facility f
JOIN facility_record r ON r.id = f.id
LEFT JOIN (SELECT DISTINCT entity_id FROM import_row WHERE kind = 'facility_status') i ON i.entity_id = f.id::text

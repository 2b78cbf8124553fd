-- Replaces the rule of a role.
UPDATE coordinate_precision SET lines_m = $2, markers_m = $3, inspections_m = $4, version = version + 1, updated_at = now()
WHERE role = $1 RETURNING version, updated_at

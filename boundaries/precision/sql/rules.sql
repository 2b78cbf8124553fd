-- Precision of coordinates by role: the public first, then the roles from little to much.
SELECT role, lines_m, markers_m, inspections_m, version, updated_at FROM coordinate_precision
ORDER BY array_position(ARRAY['public', 'viewer', 'township_clerk', 'planner', 'auditor', 'officer', 'inspector', 'reviewer', 'admin'], role), role

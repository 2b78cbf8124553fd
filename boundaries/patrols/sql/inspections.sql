-- Inspections ($1) with their kind and the walk that they are linked to.
SELECT i.id, i.kind, p.patrol_id FROM inspection i LEFT JOIN patrol_inspection p ON p.inspection_id = i.id WHERE i.id = ANY ($1::uuid[])

-- Links inspections ($2) to a walk ($1).
INSERT INTO patrol_inspection (inspection_id, patrol_id) SELECT DISTINCT unnest($2::uuid[]), $1::uuid ON CONFLICT (inspection_id) DO NOTHING

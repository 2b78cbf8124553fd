-- Adds a siting constraint or changes it, by its id.
INSERT INTO siting_constraint (id, ref, kind, grade, name, rule, geom, origin)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO UPDATE SET ref = excluded.ref, kind = excluded.kind, grade = excluded.grade, name = excluded.name,
    rule = excluded.rule, geom = excluded.geom, origin = excluded.origin, version = siting_constraint.version + 1

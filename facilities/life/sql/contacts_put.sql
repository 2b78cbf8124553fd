-- Puts the contacts of a facility ($1) as given ($2), in that order: those not named go, new and other ones are written; counts both, and says whether an id is another facility's.
WITH given AS (SELECT (e.c ->> 'id')::uuid AS id, e.c ->> 'role' AS role, e.c ->> 'name' AS name, coalesce(e.c ->> 'phone', '') AS phone,
                      coalesce(e.c ->> 'note', '') AS note, e.nr::integer AS seq
               FROM jsonb_array_elements(coalesce(nullif($2::jsonb, 'null'), '[]')) WITH ORDINALITY e (c, nr)),
gone AS (DELETE FROM facility_contact o WHERE o.facility_id = $1 AND NOT EXISTS (SELECT FROM given g WHERE g.id = o.id) RETURNING 1),
put AS (INSERT INTO facility_contact AS o (id, facility_id, role, name, phone, note, seq) SELECT id, $1, role, name, phone, note, seq FROM given
        ON CONFLICT (id) DO UPDATE SET role = excluded.role, name = excluded.name, phone = excluded.phone, note = excluded.note, seq = excluded.seq
        WHERE o.facility_id = excluded.facility_id AND (o.role, o.name, o.phone, o.note, o.seq)
            IS DISTINCT FROM (excluded.role, excluded.name, excluded.phone, excluded.note, excluded.seq) RETURNING 1)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM put),
       EXISTS (SELECT FROM given JOIN facility_contact o USING (id) WHERE o.facility_id <> $1)

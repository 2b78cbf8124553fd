-- Puts the approvals and filings of a facility ($1) as given ($2): those not named go, new and other ones are written; counts both, and says whether an id is another facility's.
WITH given AS (SELECT g.id, g.matter, coalesce(g.title, '') AS title, coalesce(g.number, '') AS number, coalesce(g.authority, '') AS authority,
                      g.applied_on, g.granted_on, g.valid_to, coalesce(g.note, '') AS note
               FROM jsonb_to_recordset(coalesce(nullif($2::jsonb, 'null'), '[]')) AS g (id uuid, matter text, title text, number text, authority text,
                    applied_on date, granted_on date, valid_to date, note text)),
gone AS (DELETE FROM facility_filing o WHERE o.facility_id = $1 AND NOT EXISTS (SELECT FROM given g WHERE g.id = o.id) RETURNING 1),
put AS (INSERT INTO facility_filing AS o (id, facility_id, matter, title, number, authority, applied_on, granted_on, valid_to, note)
        SELECT id, $1, matter, title, number, authority, applied_on, granted_on, valid_to, note FROM given
        ON CONFLICT (id) DO UPDATE SET matter = excluded.matter, title = excluded.title, number = excluded.number, authority = excluded.authority,
            applied_on = excluded.applied_on, granted_on = excluded.granted_on, valid_to = excluded.valid_to, note = excluded.note
        WHERE o.facility_id = excluded.facility_id AND (o.matter, o.title, o.number, o.authority, o.applied_on, o.granted_on, o.valid_to, o.note)
            IS DISTINCT FROM (excluded.matter, excluded.title, excluded.number, excluded.authority, excluded.applied_on, excluded.granted_on, excluded.valid_to, excluded.note)
        RETURNING 1)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM put),
       EXISTS (SELECT FROM given JOIN facility_filing o USING (id) WHERE o.facility_id <> $1)

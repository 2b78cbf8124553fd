-- Says whether the papers of a facility ($1) are complete ($2), what is missing ($3), when it was checked ($4), with a note ($5); counts what moved.
WITH put AS (
    INSERT INTO facility_papers AS o (facility_id, complete, missing, checked_on, note) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (facility_id) DO UPDATE SET complete = excluded.complete, missing = excluded.missing, checked_on = excluded.checked_on, note = excluded.note
    WHERE (o.complete, o.missing, o.checked_on, o.note) IS DISTINCT FROM (excluded.complete, excluded.missing, excluded.checked_on, excluded.note) RETURNING 1)
SELECT count(*) FROM put

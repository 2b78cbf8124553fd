-- Puts the projects of a plan ($1) as given ($2), in that order: those not named go, new and other ones are written; says whether an id is another plan's.
WITH given AS (
    SELECT (e.p ->> 'id')::uuid AS id, e.nr::integer AS seq, (e.p ->> 'year')::integer AS year, e.p ->> 'area_code' AS area_code, e.p ->> 'kind' AS kind,
           e.p ->> 'name' AS name, (e.p ->> 'capacity')::integer AS capacity, (e.p ->> 'investment_yuan')::bigint AS investment_yuan,
           (e.p ->> 'subsidy_yuan')::bigint AS subsidy_yuan, (e.p ->> 'facility_id')::uuid AS facility_id, coalesce(e.p ->> 'note', '') AS note
    FROM jsonb_array_elements(coalesce(nullif($2::jsonb, 'null'), '[]')) WITH ORDINALITY e (p, nr)),
gone AS (DELETE FROM facility_plan_row o WHERE o.plan_id = $1 AND NOT EXISTS (SELECT FROM given g WHERE g.id = o.id)),
put AS (INSERT INTO facility_plan_row AS o (id, plan_id, seq, year, area_code, kind, name, capacity, investment_yuan, subsidy_yuan, facility_id, note)
    SELECT id, $1, seq, year, area_code, kind, name, capacity, investment_yuan, subsidy_yuan, facility_id, note FROM given
    ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, year = excluded.year, area_code = excluded.area_code, kind = excluded.kind, name = excluded.name,
        capacity = excluded.capacity, investment_yuan = excluded.investment_yuan, subsidy_yuan = excluded.subsidy_yuan,
        facility_id = excluded.facility_id, note = excluded.note
    WHERE o.plan_id = excluded.plan_id AND (o.seq, o.year, o.area_code, o.kind, o.name, o.capacity, o.investment_yuan, o.subsidy_yuan, o.facility_id, o.note)
        IS DISTINCT FROM (excluded.seq, excluded.year, excluded.area_code, excluded.kind, excluded.name, excluded.capacity, excluded.investment_yuan,
            excluded.subsidy_yuan, excluded.facility_id, excluded.note))
SELECT EXISTS (SELECT FROM given JOIN facility_plan_row o USING (id) WHERE o.plan_id <> $1)

-- Days on which coverage by some kinds ($1, the group $2) changes: openings, ends of use, openings to come, and what is declared.
WITH of_kind AS (SELECT id, target_date FROM facility WHERE kind = ANY ($1::text[]) AND NOT retired),
event (day, what) AS (
    SELECT s.from_on, 'opened' FROM facility_status s JOIN of_kind f ON f.id = s.facility_id WHERE s.status = 'in_use'
    UNION ALL
    SELECT s.to_on, 'closed' FROM facility_status s JOIN of_kind f ON f.id = s.facility_id WHERE s.status = 'in_use'
    UNION ALL
    SELECT f.target_date, 'due' FROM of_kind f JOIN facility_status s ON s.facility_id = f.id AND s.to_on IS NULL WHERE s.status IN ('planned', 'building')
    UNION ALL
    SELECT unnest(ARRAY[v.from_on, v.to_on]), 'changed' FROM facility_service v JOIN of_kind f ON f.id = v.facility_id
    UNION ALL
    SELECT unnest(ARRAY[from_on, to_on]), 'changed' FROM coverage_exemption WHERE NOT retired AND (what = $2 OR what = ANY ($1))
    UNION ALL
    SELECT effective_on, 'changed' FROM area_change WHERE state = 'applied')
SELECT day, count(*) FILTER (WHERE what = 'opened')::integer, count(*) FILTER (WHERE what = 'closed')::integer,
       count(*) FILTER (WHERE what = 'due')::integer, count(*) FILTER (WHERE what = 'changed')::integer
FROM event
WHERE day > '-infinity'
GROUP BY day
ORDER BY day

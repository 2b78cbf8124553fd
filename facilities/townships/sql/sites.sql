-- Facilities in use in an area ($1) on a day ($2) that the township table counts, with what they hold and whether their papers are in order.
WITH counted AS MATERIALIZED (
    SELECT k.code, k.ledger, EXISTS (SELECT FROM facility_group g WHERE g.official AND k.code = ANY (g.kinds)) AS official FROM facility_kind k),
held AS MATERIALIZED (
    SELECT facility_id, max(total) FILTER (WHERE measure = 'plots') AS plots, max(used) FILTER (WHERE measure = 'plots') AS used,
           max(total) FILTER (WHERE measure = 'beds') AS beds, max(total) FILTER (WHERE measure = 'nursing_beds') AS nursing,
           max(used) FILTER (WHERE measure = 'beds') AS people
    FROM facility_capacity_on($2::date) GROUP BY facility_id),
filing AS MATERIALIZED (
    SELECT facility_id, bool_or(matter = 'filing' AND granted_on <= $2 AND (valid_to IS NULL OR valid_to >= $2)) IS TRUE AS filed
    FROM facility_filing GROUP BY facility_id)
SELECT f.id, c.ledger, c.official, w.area, h.plots, h.used, CASE WHEN h.plots - h.used IS NOT NULL THEN greatest(h.plots - h.used, 0) END,
       h.beds, h.nursing, h.people, p.complete, g.facility_id IS NOT NULL, coalesce(g.filed, false)
FROM facility f
JOIN counted c ON c.code = f.kind AND (c.ledger <> '' OR c.official)
JOIN facility_status s ON s.facility_id = f.id AND s.status = 'in_use' AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on > $2)
CROSS JOIN LATERAL (SELECT CASE WHEN (SELECT last_area_change()) > $2 THEN facility_area_on(f.id, f.area_code, f.village_code, f.geom, $2)
                                ELSE coalesce(f.village_code, f.area_code) END AS area) w
LEFT JOIN held h ON h.facility_id = f.id
LEFT JOIN facility_papers p ON p.facility_id = f.id
LEFT JOIN filing g ON g.facility_id = f.id
WHERE NOT f.retired AND starts_with(w.area, $1::text)

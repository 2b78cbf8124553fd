-- Facilities in use in the townships of an area ($1) on a day ($2) with their figures, those of another day ($3) and their township, by kind and name.
WITH here AS MATERIALIZED (
    SELECT f.id, f.name, f.kind, f.village_code, f.precision, w.area FROM facility f
    JOIN facility_status s ON s.facility_id = f.id AND s.status = 'in_use' AND s.from_on <= $2::date AND (s.to_on IS NULL OR s.to_on > $2)
    CROSS JOIN LATERAL (SELECT CASE WHEN (SELECT last_area_change()) > $2 THEN facility_area_on(f.id, f.area_code, f.village_code, f.geom, $2)
                                    ELSE f.area_code END AS area) w
    WHERE NOT f.retired AND length(w.area) >= 9 AND starts_with(w.area, $1::text)),
shown AS MATERIALIZED (SELECT c.* FROM facility_capacity_on($2) c WHERE c.facility_id IN (SELECT id FROM here)),
past AS MATERIALIZED (SELECT c.* FROM facility_capacity_on($3::date) c WHERE c.facility_id IN (SELECT id FROM here)),
measured AS (
    SELECT h.id, coalesce(facility_measure(h.kind), 'none') AS measure FROM here h
    UNION
    SELECT h.id, 'nursing_beds' FROM here h JOIN facility_kind k ON k.code = h.kind WHERE k.ledger = 'care'
    UNION
    SELECT s.facility_id, s.measure FROM shown s)
SELECT h.id, h.name, h.kind, k.name, coalesce(v.name, ''), h.precision, m.measure, s.total, s.used, p.total, p.used, left(h.area, 9)
FROM here h
JOIN facility_kind k ON k.code = h.kind
JOIN measured m ON m.id = h.id
LEFT JOIN area v ON v.code = h.village_code
LEFT JOIN shown s ON s.facility_id = h.id AND s.measure = m.measure
LEFT JOIN past p ON p.facility_id = h.id AND p.measure = m.measure
ORDER BY k.sort, k.code, h.name, h.id, array_position(ARRAY['plots', 'niches', 'eco_plots', 'beds', 'nursing_beds', 'places', 'none'], m.measure)

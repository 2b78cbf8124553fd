-- Facilities in use on a day ($2) in counties of an area ($1) that stand in none of their townships, with their figures and the day that these are of, by county, kind and name.
WITH here AS MATERIALIZED (
    SELECT f.id, f.name, f.kind, f.precision, w.area FROM facility f
    JOIN facility_status s ON s.facility_id = f.id AND s.status = 'in_use' AND s.from_on <= $2::date AND (s.to_on IS NULL OR s.to_on > $2)
    CROSS JOIN LATERAL (SELECT CASE WHEN (SELECT last_area_change()) > $2 THEN facility_area_on(f.id, f.area_code, f.village_code, f.geom, $2)
                                    ELSE f.area_code END AS area) w
    WHERE NOT f.retired AND length(w.area) = 6 AND starts_with(w.area, $1::text)),
shown AS MATERIALIZED (SELECT c.* FROM facility_capacity_on($2) c WHERE c.facility_id IN (SELECT id FROM here))
SELECT h.id AS facility_id, h.name, k.name AS kind_name, h.precision, h.area AS county_code,
       coalesce((SELECT a.name FROM pub_area_state a WHERE a.code = h.area AND (a.valid_from IS NULL OR a.valid_from <= $2) AND (a.valid_to IS NULL OR a.valid_to > $2) LIMIT 1), '') AS county,
       coalesce(s.measure, facility_measure(h.kind), 'none') AS measure, s.total, s.used,
       (SELECT max(c.on_day) FROM facility_capacity c WHERE c.facility_id = h.id AND c.measure = s.measure AND c.on_day <= $2 AND c.on_day > '-infinity') AS figures_on
FROM here h
JOIN facility_kind k ON k.code = h.kind
LEFT JOIN shown s ON s.facility_id = h.id
ORDER BY h.area, k.sort, k.code, h.name, h.id, array_position(ARRAY['plots', 'niches', 'eco_plots', 'beds', 'nursing_beds', 'places', 'none'], s.measure)

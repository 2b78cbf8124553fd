-- Facilities in use on a day ($1), or to be opened by then, with whether what they hold is used up.
WITH measured AS MATERIALIZED (SELECT k.code, facility_measure(k.code) AS measure FROM facility_kind k)
SELECT f.id, f.name, f.kind,
       CASE WHEN (SELECT last_area_change()) > $1 THEN facility_area_on(f.id, f.area_code, f.village_code, f.geom, $1)
            ELSE coalesce(f.village_code, f.area_code) END,
       public.ST_X(f.geom), public.ST_Y(f.geom), f.precision, s.status = 'in_use', coalesce(c.used >= c.total, false)
FROM facility f
JOIN facility_status s ON s.facility_id = f.id AND s.from_on <= $1::date AND (s.to_on IS NULL OR s.to_on > $1)
LEFT JOIN measured m ON m.code = f.kind
LEFT JOIN facility_capacity_on($1) c ON c.facility_id = f.id AND c.measure = m.measure
WHERE NOT f.retired AND (s.status = 'in_use' OR s.status IN ('planned', 'building') AND f.target_date <= $1)
ORDER BY f.id

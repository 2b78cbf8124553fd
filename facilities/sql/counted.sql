-- Facilities of some kinds ($1) that count on a day ($2): in use, or, with planned ($3), to be opened by then.
SELECT f.kind,
       CASE WHEN (SELECT last_area_change()) > $2 THEN facility_area_on(f.id, f.area_code, f.village_code, f.geom, $2)
            ELSE coalesce(f.village_code, f.area_code) END,
       public.ST_X(f.geom), public.ST_Y(f.geom), f.precision,
       f.capacity, f.used, f.nursing_beds
FROM facility f
JOIN facility_status s ON s.facility_id = f.id AND s.from_on <= $2::date AND (s.to_on IS NULL OR s.to_on > $2)
WHERE f.kind = ANY ($1::text[]) AND NOT f.retired
  AND (s.status = 'in_use' OR $3::boolean AND s.status IN ('planned', 'building') AND f.target_date <= $2)
ORDER BY f.id

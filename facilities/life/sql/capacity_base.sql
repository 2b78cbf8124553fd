-- Undated figures of the record of a facility ($1), of measures that have no dated ones.
SELECT v.measure, '-infinity'::date, v.total, v.used, 'record', ''
FROM facility f
CROSS JOIN LATERAL (VALUES (facility_measure(f.kind), f.capacity, f.used), ('nursing_beds', f.nursing_beds, NULL)) v (measure, total, used)
WHERE f.id = $1 AND v.measure IS NOT NULL AND (v.total IS NOT NULL OR v.used IS NOT NULL)
  AND NOT EXISTS (SELECT FROM facility_capacity c WHERE c.facility_id = f.id AND c.measure = v.measure)

-- Facilities in use on a day ($1): kind, finest area of that day, first day in use ever, grade of the day, own fields.
SELECT f.id, f.kind,
       CASE WHEN (SELECT last_area_change()) > $1 THEN facility_area_on(f.id, f.area_code, f.village_code, f.geom, $1)
            ELSE coalesce(f.village_code, f.area_code) END,
       (SELECT min(u.from_on) FROM facility_status u WHERE u.facility_id = f.id AND u.status = 'in_use'),
       g.grade, CASE WHEN f.extra <> '{}' THEN f.extra END
FROM facility f
JOIN facility_status s ON s.facility_id = f.id AND s.status = 'in_use' AND s.from_on <= $1::date AND (s.to_on IS NULL OR s.to_on > $1)
LEFT JOIN facility_grade_on($1) g ON g.facility_id = f.id
WHERE NOT f.retired
ORDER BY f.id

-- Areas that facilities declare to serve on a day ($1), as they were called then.
SELECT facility_id, CASE WHEN (SELECT last_area_change()) > $1 THEN coalesce(area_as_of(area_code, $1), area_code) ELSE area_code END
FROM facility_service
WHERE from_on <= $1::date AND (to_on IS NULL OR to_on > $1)
ORDER BY 1, 2

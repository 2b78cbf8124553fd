-- Facilities of the township table in an area ($1) that are planned or being built on a day ($2), the earliest first.
SELECT w.area, f.kind, k.name, f.name, f.precision, s.status, f.target_date
FROM facility f
JOIN facility_kind k ON k.code = f.kind AND k.ledger <> ''
JOIN facility_status s ON s.facility_id = f.id AND s.from_on <= $2::date AND (s.to_on IS NULL OR s.to_on > $2)
CROSS JOIN LATERAL (SELECT CASE WHEN (SELECT last_area_change()) > $2 THEN facility_area_on(f.id, f.area_code, f.village_code, f.geom, $2)
                                ELSE f.area_code END AS area) w
WHERE starts_with(w.area, $1::text) AND NOT f.retired AND s.status IN ('planned', 'building')
ORDER BY f.target_date NULLS LAST, f.id

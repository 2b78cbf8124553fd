-- Townships with the number of sites elsewhere, of kinds of the official rule and in use on a day ($1), that serve them as shared ones; a share of one village is none of its township.
SELECT t.township, count(DISTINCT f.id)::integer
FROM facility_service v
JOIN facility f ON f.id = v.facility_id AND NOT f.retired
JOIN facility_group g ON g.official AND f.kind = ANY (g.kinds)
JOIN facility_status s ON s.facility_id = f.id AND s.status = 'in_use' AND s.from_on <= $1::date AND (s.to_on IS NULL OR s.to_on > $1)
CROSS JOIN LATERAL (
    SELECT CASE WHEN (SELECT last_area_change()) > $1 THEN area_as_of(v.area_code, $1) ELSE v.area_code END AS township,
           left(CASE WHEN (SELECT last_area_change()) > $1 THEN facility_area_on(f.id, f.area_code, f.village_code, f.geom, $1) ELSE f.area_code END, 9) AS home) t
WHERE length(t.township) = 9 AND v.role = 'shared' AND v.from_on <= $1 AND (v.to_on IS NULL OR v.to_on > $1) AND t.township <> t.home
GROUP BY t.township

-- Facilities that declare to serve areas ($1) after a day ($2).
SELECT DISTINCT f.id::text, f.name, f.area_code
FROM facility_service v JOIN facility f ON f.id = v.facility_id
WHERE v.area_code = ANY ($1::text[]) AND (v.to_on IS NULL OR v.to_on > $2::date) AND NOT f.retired
ORDER BY 3, 1

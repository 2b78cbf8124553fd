-- Exemptions that hold on a day ($1), by the code that their area had then.
SELECT id, coalesce(area_as_of(area_code, $1::date), area_code), what, document, authority, from_on, to_on
FROM coverage_exemption
WHERE NOT retired AND from_on <= $1 AND (to_on IS NULL OR to_on > $1)
ORDER BY 2, from_on, id

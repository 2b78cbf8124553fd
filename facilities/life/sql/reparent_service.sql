-- Facilities that serve areas ($2) serve their heirs in a change ($1) from its day ($3).
WITH heir AS (
    SELECT v.facility_id, m.new_code, v.role, greatest(v.from_on, $3::date) AS from_on, v.to_on, v.document
    FROM facility_service v JOIN area_move m ON m.change_id = $1 AND m.old_code = v.area_code AND m.new_code <> m.old_code
    WHERE v.area_code = ANY ($2::text[]) AND (v.to_on IS NULL OR v.to_on > $3)),
told AS (
    INSERT INTO facility_service (facility_id, area_code, role, from_on, to_on, document)
    SELECT DISTINCT ON (facility_id, new_code, role) facility_id, new_code, role, from_on, to_on, document FROM heir h
    WHERE NOT EXISTS (SELECT FROM facility_service o WHERE (o.facility_id, o.area_code, o.role) = (h.facility_id, h.new_code, h.role)
                      AND (o.to_on IS NULL OR o.to_on > h.from_on))
    ORDER BY facility_id, new_code, role, from_on)
UPDATE facility f SET version = version + 1, updated_at = now(),
    imported_version = CASE WHEN imported_version = version THEN version + 1 ELSE imported_version END
WHERE id IN (SELECT facility_id FROM heir)

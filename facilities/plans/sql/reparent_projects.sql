-- Gives projects in areas ($2) the heirs of these in a change ($1), by where their facility stands.
WITH moved AS (
    SELECT r.id, r.plan_id, area_heir($1, r.area_code, f.geom) AS area
    FROM facility_plan_row r LEFT JOIN facility f ON f.id = r.facility_id
    WHERE r.area_code = ANY ($2::text[]) AND area_heir($1, r.area_code, f.geom) <> r.area_code),
told AS (UPDATE facility_plan SET version = version + 1, updated_at = now() WHERE id IN (SELECT plan_id FROM moved))
UPDATE facility_plan_row r SET area_code = m.area FROM moved m WHERE r.id = m.id

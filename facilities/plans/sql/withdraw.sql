-- Withdraws a facility ($1) that a project of a plan ($2) had made, unless somebody touched it or another plan has it.
UPDATE facility SET retired = true, version = version + 1, updated_at = now()
WHERE id = $1 AND version = 1 AND NOT retired AND NOT EXISTS (SELECT FROM facility_plan_row r WHERE r.facility_id = $1 AND r.plan_id <> $2)

-- Withdraws a plan.
UPDATE patrol_plan SET retired = true, version = version + 1, updated_at = now() WHERE id = $1

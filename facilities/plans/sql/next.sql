-- The next version of a plan whose projects changed.
UPDATE facility_plan SET version = version + 1, updated_at = now() WHERE id = $1

-- Moves the target of a facility ($1) that is not in use yet from the end of one year ($2) to that of another ($3).
UPDATE facility f SET target_date = $3, version = version + 1, updated_at = now()
WHERE id = $1 AND target_date = $2 AND NOT EXISTS (SELECT FROM facility_status s WHERE s.facility_id = f.id AND s.status IN ('in_use', 'closed'))

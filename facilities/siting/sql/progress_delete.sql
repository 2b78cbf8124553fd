-- A siting run runs no longer.
DELETE FROM siting_progress WHERE run_id = $1

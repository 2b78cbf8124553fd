-- Asks a running siting run to stop.
UPDATE siting_progress SET cancel = true WHERE run_id = $1

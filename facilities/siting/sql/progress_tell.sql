-- Tells where a siting run stands; answers whether it was asked to stop.
UPDATE siting_progress SET at = clock_timestamp(), phase = $2, incumbent = $3, bound = $4, gap = $5 WHERE run_id = $1 RETURNING cancel

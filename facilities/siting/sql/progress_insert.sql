-- Says that a worker works on a siting run.
INSERT INTO siting_progress (run_id, worker) VALUES ($1, $2)

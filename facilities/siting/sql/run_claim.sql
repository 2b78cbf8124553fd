-- Takes the siting run that has waited longest for a worker ($1).
INSERT INTO siting_progress (run_id, worker)
SELECT r.id, $1 FROM siting_run r
WHERE r.state = 'queued' AND NOT EXISTS (SELECT FROM siting_progress p WHERE p.run_id = r.id)
ORDER BY r.asked_at, r.id LIMIT 1
ON CONFLICT DO NOTHING
RETURNING run_id

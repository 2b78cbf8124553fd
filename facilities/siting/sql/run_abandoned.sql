-- Siting runs whose worker has been silent for an interval ($1).
SELECT run_id FROM siting_progress WHERE at < now() - $1::text::interval

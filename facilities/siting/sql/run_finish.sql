-- Writes down how a siting run ended; with $9 only one that nobody works on.
UPDATE siting_run SET state = $2, finished_at = clock_timestamp(), error = $3, versions = $4, summary = $5, input = $6, result = $7, digest = $8
WHERE id = $1 AND state = 'queued'
  AND (NOT $9::boolean OR NOT EXISTS (SELECT FROM siting_progress p WHERE p.run_id = $1))

-- The last runs.
SELECT * FROM cleanup_run ORDER BY at DESC LIMIT 10

-- Code of the prefecture that this installation serves.
SELECT coalesce((SELECT value ->> 'code' FROM setting WHERE key = 'prefecture'), '')

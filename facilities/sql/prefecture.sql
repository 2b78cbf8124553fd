-- Code of the prefecture that this installation serves, '' before areas are loaded.
SELECT coalesce((SELECT value ->> 'code' FROM setting WHERE key = 'prefecture'), '')

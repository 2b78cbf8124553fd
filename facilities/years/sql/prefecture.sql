-- Code of the prefecture that this installation serves, '' for none.
SELECT coalesce((SELECT value ->> 'code' FROM setting WHERE key = 'prefecture'), '')

-- The prefecture that this installation serves.
SELECT value FROM setting WHERE key = 'prefecture'

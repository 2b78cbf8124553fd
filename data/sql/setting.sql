-- A fact of this installation.
SELECT value FROM setting WHERE key = $1

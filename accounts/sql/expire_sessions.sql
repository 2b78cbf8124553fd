-- Drops sessions whose time is over.
DELETE FROM sessions WHERE expiry < now()

-- Keeps others from writing a siting rule until the end.
SELECT version, retired FROM siting_rule WHERE id = $1 FOR UPDATE

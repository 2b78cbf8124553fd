-- Waits for inspections that are being written, and lets none in until the round is closed.
LOCK TABLE inspection IN SHARE MODE

-- Keeps the kinds as they are until the transaction ends; facilities may be written by them.
LOCK TABLE facility_kind IN ROW SHARE MODE

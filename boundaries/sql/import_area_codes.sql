-- Codes of all areas.
SELECT code FROM area

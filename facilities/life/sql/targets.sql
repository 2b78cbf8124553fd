-- Greening targets by area.
SELECT area_code, steps, document, version FROM greening_target ORDER BY area_code

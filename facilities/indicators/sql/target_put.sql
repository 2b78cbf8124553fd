-- Sets the target of an area; one that is the same already is left alone.
INSERT INTO indicator_target AS t (indicator_id, area_code, base_value, target_value) VALUES ($1, $2, $3, $4)
ON CONFLICT (indicator_id, area_code) DO UPDATE SET base_value = excluded.base_value, target_value = excluded.target_value
WHERE (t.base_value, t.target_value) IS DISTINCT FROM (excluded.base_value, excluded.target_value)

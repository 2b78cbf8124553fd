-- Adds a hook.
INSERT INTO webhook (id, url, secret, entities, area_code, active, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- Adds a plan.
INSERT INTO sign_plan (id, title, area_code, year, target_names, target_signs, source) VALUES ($1, $2, $3, $4, $5, $6, $7)

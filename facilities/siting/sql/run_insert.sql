-- Takes a siting run in.
INSERT INTO siting_run (id, name, area_code, ask, repeat_of, stored_inputs, asked_by, asked_login, asked_name)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

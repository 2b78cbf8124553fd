-- A new condition.
INSERT INTO inspection_condition (code, zh, en, sort, active, exclusive) VALUES ($1, $2, $3, $4, $5, $6)

-- Adds a link to a comparison; what it shows is kept as it is.
INSERT INTO siting_share (id, scenario_id, name, hash, until, shown, author) VALUES ($1, $2, $3, $4, $5::text::date, $6, $7) RETURNING created_at

-- A new token, by its hash.
INSERT INTO api_token (id, account_id, name, hash, expires_at) VALUES ($1, $2, $3, $4, $5) RETURNING created_at

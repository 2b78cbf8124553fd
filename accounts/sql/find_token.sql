-- The account and expiry of a token by its hash.
SELECT account_id, expires_at FROM api_token WHERE hash = $1 AND revoked_at IS NULL

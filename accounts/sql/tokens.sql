-- Tokens of an account that are not revoked, newest first.
SELECT id, name, created_at, expires_at FROM api_token
WHERE account_id = $1 AND revoked_at IS NULL
ORDER BY created_at DESC, id DESC

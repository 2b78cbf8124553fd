-- Revokes a token of an account.
UPDATE api_token SET revoked_at = now() WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL

-- Changes the draft of an announcement ($1).
UPDATE announcement SET title = $2, body = $3, closing = $4, issuer = $5, version = version + 1, updated_at = now() WHERE id = $1

-- The same password hashed with other costs, unless the password has changed meanwhile.
UPDATE account SET password_hash = $2 WHERE id = $1 AND password_hash = $3

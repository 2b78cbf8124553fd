-- An attempt to sign in.
INSERT INTO sign_in (login, account_id, outcome, address) VALUES ($1, $2, $3, $4)

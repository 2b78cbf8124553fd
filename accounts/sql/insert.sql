-- A new account; its password was given by somebody else.
INSERT INTO account (id, login, name, role, area_code, password_hash, must_change_password, clearance)
VALUES ($1, $2, $3, $4, $5, $6, true, $7)

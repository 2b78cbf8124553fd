-- The first account, where there is none: an admin of the prefecture, of everything before one is known.
INSERT INTO account (id, login, name, role, area_code, password_hash, must_change_password)
SELECT $1, $2, '管理员', 'admin', coalesce((SELECT value ->> 'code' FROM setting WHERE key = 'prefecture'), ''), $3, true
WHERE NOT EXISTS (SELECT FROM account)

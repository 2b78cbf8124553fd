-- An account by its id.
SELECT a.id, a.login, a.name, a.role, a.area_code, coalesce(r.name, '') AS area_name, a.must_change_password,
    a.disabled, a.version, a.created_at, a.updated_at,
    (SELECT max(s.at) FROM sign_in s WHERE s.account_id = a.id AND s.outcome = 'accepted') AS last_sign_in,
    a.clearance, a.generation, a.password_hash
FROM account a LEFT JOIN pub_area r ON r.code = a.area_code
WHERE a.id = $1

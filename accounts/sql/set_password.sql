-- A new password; sessions of the generation before are void.
UPDATE account SET password_hash = $2, must_change_password = $3, generation = generation + 1,
    version = version + 1, updated_at = now()
WHERE id = $1

-- Whether another enabled admin with a password holds the area.
SELECT EXISTS (SELECT FROM account
    WHERE id <> $1 AND role = 'admin' AND NOT disabled AND password_hash <> ''
      AND starts_with($2, area_code))

-- Changes what a rule weighs and rests on.
UPDATE naming_rule SET article = $2, proposed = $3, standing = $4, note = $5, version = version + 1 WHERE code = $1

-- Accounts of exactly the areas ($1), disabled ones too.
SELECT id::text, name || ' (' || login || ')', area_code FROM account WHERE area_code = ANY ($1) ORDER BY login

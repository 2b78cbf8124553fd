-- Whether there is an account at all.
SELECT EXISTS (SELECT FROM account)

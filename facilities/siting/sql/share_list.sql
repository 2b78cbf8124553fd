-- Links of a scenario ($1), the newest first; $2 is today.
SELECT id, name, until::text AS until, author, created_at, revoked_at,
       CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN until < $2::text::date THEN 'expired' ELSE 'open' END AS state
FROM siting_share WHERE scenario_id = $1 ORDER BY created_at DESC, id DESC

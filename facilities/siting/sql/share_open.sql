-- What a link shows, by the hash of its token ($1), while it opens on a day ($2) and its scenario is not withdrawn.
SELECT s.shown, s.until::text, s.created_at
FROM siting_share s JOIN siting_scenario c ON c.id = s.scenario_id
WHERE s.hash = $1 AND s.revoked_at IS NULL AND s.until >= $2::text::date AND NOT c.retired

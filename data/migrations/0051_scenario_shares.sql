-- Links that show a comparison of scenarios without an account, until a day, or until they are revoked.

CREATE TABLE siting_share (
    id          uuid PRIMARY KEY,
    scenario_id uuid NOT NULL REFERENCES siting_scenario (id),
    name        text NOT NULL DEFAULT '',
    hash        bytea NOT NULL CONSTRAINT siting_share_hash_key UNIQUE,
    until       date NOT NULL,
    shown       jsonb NOT NULL,
    author      text NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL DEFAULT now(),
    revoked_at  timestamptz
);
COMMENT ON TABLE siting_share IS 'Links to a comparison of scenarios, for readers without an account.';
COMMENT ON COLUMN siting_share.name IS 'Whom it is for.';
COMMENT ON COLUMN siting_share.hash IS 'sha256 of the token; the token itself is shown once and not kept.';
COMMENT ON COLUMN siting_share.until IS 'Last day on which it opens.';
COMMENT ON COLUMN siting_share.shown IS 'What it shows: the comparison as it was when the link was made.';
CREATE INDEX siting_share_scenario ON siting_share (scenario_id);
SELECT track('siting_share', 'siting_share', 'id', '{hash,shown}');

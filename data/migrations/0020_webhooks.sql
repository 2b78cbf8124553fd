-- Webhooks: programs that want to be told what changed. What is sent follows the sealed chain of changes, so nothing
-- is left out and nothing comes in another order.

CREATE TABLE webhook (
    id         uuid PRIMARY KEY,
    url        text NOT NULL CHECK (url ~ '^https?://'),
    secret     text NOT NULL CHECK (secret <> ''),
    entities   text[] NOT NULL DEFAULT '{}',
    area_code  text NOT NULL DEFAULT '',
    active     boolean NOT NULL DEFAULT true,
    retired    boolean NOT NULL DEFAULT false,
    made_by    text NOT NULL DEFAULT '',
    version    bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN webhook.entities IS 'What it wants to hear of; empty: everything but accounts.';
COMMENT ON COLUMN webhook.secret IS 'Key of the signature; shown once.';
SELECT track('webhook', 'webhook', 'id', '{secret}');

-- How far each has come. Not tracked: it is no officer''s work.
CREATE TABLE webhook_state (
    hook_id      uuid PRIMARY KEY REFERENCES webhook (id),
    seq          bigint NOT NULL,
    failures     integer NOT NULL DEFAULT 0,
    last_status  integer,
    last_error   text NOT NULL DEFAULT '',
    next_at      timestamptz NOT NULL DEFAULT now(),
    delivered_at timestamptz
);
COMMENT ON COLUMN webhook_state.seq IS 'The last seal of the chain that it has taken.';
COMMENT ON COLUMN webhook_state.next_at IS 'Not before this time is it tried again.';

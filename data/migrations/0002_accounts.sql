-- People, their tokens and sessions.

CREATE TABLE account (
    id                   uuid PRIMARY KEY,
    login                text NOT NULL CONSTRAINT account_login_key UNIQUE CHECK (login ~ '^[a-z0-9][a-z0-9._@-]{0,63}$'),
    name                 text NOT NULL CHECK (name <> ''),
    role                 text NOT NULL CHECK (role IN ('viewer', 'township_clerk', 'officer', 'reviewer', 'inspector', 'planner', 'auditor', 'admin')),
    area_code            text NOT NULL,
    password_hash        text NOT NULL DEFAULT '',
    must_change_password boolean NOT NULL DEFAULT true,
    disabled             boolean NOT NULL DEFAULT false,
    generation           bigint NOT NULL DEFAULT 1,
    version              bigint NOT NULL DEFAULT 1,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN account.area_code IS 'Where it may act; empty is everywhere (an admin before any area is loaded).';
COMMENT ON COLUMN account.generation IS 'Raised by every new password: sessions of an older one are void.';
SELECT track('account', 'account', 'id', '{password_hash}');

CREATE TABLE api_token (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account (id),
    name       text NOT NULL,
    hash       bytea NOT NULL CONSTRAINT api_token_hash_key UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz
);
COMMENT ON COLUMN api_token.hash IS 'sha256 of the token; the token itself is shown once and not kept.';
CREATE INDEX api_token_account ON api_token (account_id);
SELECT track('api_token', 'account', 'account_id', '{hash}');

-- scs sessions (pgxstore). Not tracked: they are not an officer''s work.
CREATE TABLE sessions (
    token  text PRIMARY KEY,
    data   bytea NOT NULL,
    expiry timestamptz NOT NULL
);
CREATE INDEX sessions_expiry_idx ON sessions (expiry);

CREATE TABLE sign_in (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT now(),
    login      text NOT NULL,
    account_id uuid,
    outcome    text NOT NULL CHECK (outcome IN ('accepted', 'refused', 'throttled', 'signed_out')),
    address    text NOT NULL DEFAULT ''
);
COMMENT ON TABLE sign_in IS 'Attempts to sign in, for auditors.';
CREATE INDEX sign_in_at ON sign_in (at DESC, id DESC);
CREATE INDEX sign_in_account ON sign_in (account_id, at DESC);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sign_in FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

CREATE FUNCTION announce_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cairn.outbox (topic, key)
    VALUES ('account', to_jsonb(coalesce(NEW, OLD)) ->> TG_ARGV[0]);
    PERFORM pg_notify('cairn', 'account');
    RETURN NULL;
END $$;
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON account FOR EACH ROW EXECUTE FUNCTION announce_account('id');
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON api_token FOR EACH ROW EXECUTE FUNCTION announce_account('account_id');

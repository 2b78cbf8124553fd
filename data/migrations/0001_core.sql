-- Core: schema, the application's role, changes with their revisions and hash chain, the outbox.
--
-- Every write to a tracked table happens inside a change (who, when, why, by which door).
-- A row trigger copies the row before and after into revision; a deferred trigger seals
-- the change into a hash chain when the transaction commits. None of these tables can be
-- updated or emptied, by any role.

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE TABLE change (
    id         uuid PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_id   uuid,
    actor      text NOT NULL CHECK (actor <> ''),
    actor_name text NOT NULL DEFAULT '',
    door       text NOT NULL CHECK (door <> ''),
    reason     text NOT NULL DEFAULT ''
);
COMMENT ON TABLE change IS 'One transaction of writes: who, when, why and through which door.';
CREATE INDEX change_at ON change (at DESC, id DESC);
CREATE INDEX change_actor ON change (actor, at DESC);

CREATE TABLE revision (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    change_id uuid NOT NULL REFERENCES change (id),
    entity    text NOT NULL,
    entity_id text NOT NULL,
    tbl       text NOT NULL,
    op        text NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
    before    jsonb,
    after     jsonb
);
COMMENT ON TABLE revision IS 'The row of a tracked table before and after a write; append-only.';
CREATE INDEX revision_entity ON revision (entity, entity_id, id);
CREATE INDEX revision_change ON revision (change_id, id);

CREATE TABLE chain (
    seq       bigint PRIMARY KEY,
    change_id uuid NOT NULL UNIQUE REFERENCES change (id),
    revisions integer NOT NULL,
    digest    bytea NOT NULL,
    hash      bytea NOT NULL
);
COMMENT ON TABLE chain IS 'Seal of each change: hash = sha256(previous hash || digest of the change); append-only.';

CREATE TABLE outbox (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tx     xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at     timestamptz NOT NULL DEFAULT now(),
    topic  text NOT NULL,
    key    text NOT NULL,
    box    public.geometry(Geometry, 4490)
);
COMMENT ON TABLE outbox IS 'What caches must forget: topic, key and the box that changed. NOTIFY is only a hint.';
CREATE INDEX outbox_tx ON outbox (tx);
CREATE INDEX outbox_at ON outbox (at);

-- Opens the change of this transaction; later writes of the transaction belong to it.
CREATE FUNCTION begin_change(p_id uuid, p_actor_id uuid, p_actor text, p_actor_name text, p_door text, p_reason text)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cairn.change (id, actor_id, actor, actor_name, door, reason)
    VALUES (p_id, p_actor_id, p_actor, p_actor_name, p_door, p_reason);
    PERFORM set_config('cairn.change', p_id::text, true);
END $$;

-- Row trigger of a tracked table; times are kept in UTC. Arguments: entity, id column, columns to leave out (secrets).
CREATE FUNCTION record_revision() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    change_id text := current_setting('cairn.change', true);
    hidden    text[] := coalesce(TG_ARGV[2:], '{}');
    b jsonb; a jsonb;
BEGIN
    IF coalesce(change_id, '') = '' THEN
        RAISE EXCEPTION 'a write to % needs an open change (begin_change)', TG_TABLE_NAME
            USING ERRCODE = 'CA001';
    END IF;
    IF TG_OP <> 'INSERT' THEN b := to_jsonb(OLD) - hidden; END IF;
    IF TG_OP <> 'DELETE' THEN a := to_jsonb(NEW) - hidden; END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) = to_jsonb(NEW) THEN RETURN NULL; END IF;
    INSERT INTO cairn.revision (change_id, entity, entity_id, tbl, op, before, after)
    VALUES (change_id::uuid, TG_ARGV[0], coalesce(a, b) ->> TG_ARGV[1], TG_TABLE_NAME, lower(TG_OP), b, a);
    RETURN NULL;
END $$;

-- Row trigger of a table that is drawn or indexed in memory. Arguments: topic, key column, geometry column.
CREATE FUNCTION announce_box() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    b jsonb; g public.geometry;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        EXECUTE format('SELECT ($1).%I', TG_ARGV[2]) INTO g USING OLD;
        b := to_jsonb(OLD);
        INSERT INTO cairn.outbox (topic, key, box) VALUES (TG_ARGV[0], b ->> TG_ARGV[1], public.ST_Envelope(g));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        EXECUTE format('SELECT ($1).%I', TG_ARGV[2]) INTO g USING NEW;
        b := to_jsonb(NEW);
        INSERT INTO cairn.outbox (topic, key, box) VALUES (TG_ARGV[0], b ->> TG_ARGV[1], public.ST_Envelope(g));
    END IF;
    PERFORM pg_notify('cairn', TG_ARGV[0]);
    RETURN NULL;
END $$;

-- Digest of a change: its own row and its revisions in order.
CREATE FUNCTION change_digest(p_change uuid) RETURNS bytea LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    SELECT sha256(convert_to(to_jsonb(c)::text, 'UTF8') || coalesce((
        SELECT sha256(string_agg(sha256(convert_to(to_jsonb(r)::text, 'UTF8')), ''::bytea ORDER BY r.id))
        FROM cairn.revision r WHERE r.change_id = c.id), ''::bytea))
    FROM cairn.change c WHERE c.id = p_change
$$;

-- Runs once a change at commit: commits queue here, so the chain has no forks and no gaps.
CREATE FUNCTION seal_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last cairn.chain; d bytea; n integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('cairn.chain'));
    SELECT * INTO last FROM cairn.chain ORDER BY seq DESC LIMIT 1;
    SELECT count(*) INTO n FROM cairn.revision WHERE change_id = NEW.id;
    d := cairn.change_digest(NEW.id);
    INSERT INTO cairn.chain (seq, change_id, revisions, digest, hash)
    VALUES (coalesce(last.seq, 0) + 1, NEW.id, n, d, sha256(coalesce(last.hash, ''::bytea) || d));
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER seal AFTER INSERT ON change
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION seal_change();

CREATE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'CA002';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON change FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON revision FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chain FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

-- Starts tracking a table: revisions always, the outbox where a geometry column is named.
CREATE FUNCTION track(p_table text, p_entity text, p_id text, p_hidden text[] DEFAULT '{}')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER revise AFTER INSERT OR UPDATE OR DELETE ON cairn.%I
        FOR EACH ROW EXECUTE FUNCTION cairn.record_revision(%L, %L%s)', p_table, p_entity, p_id,
        (SELECT coalesce(string_agg(format(', %L', h), ''), '') FROM unnest(p_hidden) h));
    EXECUTE format('CREATE TRIGGER keep BEFORE TRUNCATE ON cairn.%I
        FOR EACH STATEMENT EXECUTE FUNCTION cairn.refuse_rewrite()', p_table);
END $$;
CREATE FUNCTION announce(p_table text, p_topic text, p_key text, p_geom text DEFAULT 'geom')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON cairn.%I
        FOR EACH ROW EXECUTE FUNCTION cairn.announce_box(%L, %L, %L)', p_table, p_topic, p_key, p_geom);
END $$;

-- What was taken in from which file, so that a second import changes only what changed.
CREATE TABLE import_row (
    kind        text NOT NULL,
    key         text NOT NULL,
    hash        bytea NOT NULL,
    entity_id   text NOT NULL DEFAULT '',
    version     bigint NOT NULL DEFAULT 0,
    imported_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (kind, key)
);
COMMENT ON TABLE import_row IS 'Hash of each source row taken in, with the record and version it made.';

CREATE TABLE setting (
    key   text PRIMARY KEY,
    value jsonb NOT NULL
);
COMMENT ON TABLE setting IS 'Facts of this installation: prefecture, projected CRS, sample or real.';
SELECT track('setting', 'setting', 'key');

-- How exact the coordinates of lines, markers and inspections are shown, by role; who read exact ones.

CREATE TABLE coordinate_precision (
    role          text PRIMARY KEY,
    lines_m       integer NOT NULL,
    markers_m     integer NOT NULL,
    inspections_m integer NOT NULL,
    version       bigint NOT NULL DEFAULT 1,
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT coordinate_precision_ladder CHECK (
        ARRAY[lines_m, markers_m, inspections_m] <@ ARRAY[0, 10, 100, 500, 1000, 5000, 10000]),
    CONSTRAINT coordinate_precision_fixes CHECK (inspections_m >= greatest(lines_m, markers_m))
);
COMMENT ON TABLE coordinate_precision IS 'Side of the grid, in metres, to which the coordinates of a layer are moved for the accounts of a role; 0: exact.';
COMMENT ON COLUMN coordinate_precision.role IS 'Role of accounts; public: readers without an account.';
COMMENT ON COLUMN coordinate_precision.lines_m IS 'Courses of lines, outlines of areas (they run along them), the national border.';
COMMENT ON COLUMN coordinate_precision.inspections_m IS 'Fixes and tracks; never finer than what they show: the fix of an inspection is the place of its marker.';
SELECT track('coordinate_precision', 'coordinate_precision', 'role');

CREATE FUNCTION announce_precision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cairn.outbox (topic, key) VALUES ('precision', coalesce(NEW.role, OLD.role));
    PERFORM pg_notify('cairn', 'precision');
    RETURN NULL;
END $$;
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON coordinate_precision FOR EACH ROW EXECUTE FUNCTION announce_precision();

-- To begin with; a bureau sets its own after its secrecy office has ruled.
SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'precision of coordinates to begin with');
INSERT INTO coordinate_precision (role, lines_m, markers_m, inspections_m) VALUES
    ('public', 500, 1000, 1000),
    ('viewer', 100, 100, 100),
    ('township_clerk', 10, 10, 10),
    ('planner', 100, 100, 100),
    ('auditor', 100, 100, 100),
    ('officer', 0, 0, 0),
    ('reviewer', 0, 0, 0),
    ('inspector', 0, 0, 0),
    ('admin', 0, 0, 0);

CREATE TABLE exact_read (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL DEFAULT now(),
    account_id uuid,
    login      text NOT NULL,
    role       text NOT NULL,
    area_code  text NOT NULL DEFAULT '',
    door       text NOT NULL,
    route      text NOT NULL,
    subject    text NOT NULL DEFAULT '',
    layers     text[] NOT NULL CHECK (cardinality(layers) > 0),
    records    integer NOT NULL CHECK (records > 0),
    request    text NOT NULL DEFAULT ''
);
COMMENT ON TABLE exact_read IS 'Requests of people that were answered with exact coordinates, one row a request.';
COMMENT ON COLUMN exact_read.door IS 'api, or the command that was run.';
COMMENT ON COLUMN exact_read.route IS 'Method and pattern of the route.';
COMMENT ON COLUMN exact_read.subject IS 'Path and query as asked for.';
COMMENT ON COLUMN exact_read.records IS 'How many records were shown exactly; of a map tile, how many features.';
CREATE INDEX exact_read_at ON exact_read (at DESC, id DESC);
CREATE INDEX exact_read_account ON exact_read (login, at DESC, id DESC);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON exact_read FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'cairn_app') THEN
        REVOKE UPDATE, DELETE ON exact_read FROM cairn_app;
    END IF;
END $$;

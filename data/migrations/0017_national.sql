-- The national place-name database (国家地名信息库) as its exports show it: column mappings, staged rows, what differs from
-- our entries, and what people decided about it.

CREATE TABLE national_mapping (
    id         uuid PRIMARY KEY,
    name       text NOT NULL CHECK (name <> ''),
    signature  text NOT NULL,
    area_code  text NOT NULL,
    columns    jsonb NOT NULL,
    rules      jsonb NOT NULL DEFAULT '{}',
    version    bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT national_mapping_signature_key UNIQUE (signature, area_code)
);
COMMENT ON TABLE national_mapping IS 'Which column of an export holds which field; found again by the headings (signature).';
COMMENT ON COLUMN national_mapping.area_code IS 'Whose it is. Exports of the areas inside are read by it too, unless they have one of their own.';
COMMENT ON COLUMN national_mapping.rules IS 'How values are read and compared: dates, words for states, tolerance in metres, fields that do not count.';
SELECT track('national_mapping', 'national_mapping', 'id');

CREATE TABLE national_export (
    id           uuid PRIMARY KEY,
    export_version text NOT NULL CHECK (export_version <> ''),
    exported_on  date NOT NULL,
    file         text NOT NULL,
    mapping_id   uuid NOT NULL REFERENCES national_mapping (id),
    headings     text[] NOT NULL,
    area_code    text NOT NULL,
    classes      text[] NOT NULL DEFAULT '{}',
    totals       integer NOT NULL DEFAULT 0,
    loaded_by    text NOT NULL,
    mapping_version bigint NOT NULL,
    stale        boolean NOT NULL DEFAULT false,
    version      bigint NOT NULL DEFAULT 1,
    compared_at  timestamptz NOT NULL DEFAULT now(),
    created_at   timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN national_export.export_version IS 'What the office calls this export, say 2024-03.';
COMMENT ON COLUMN national_export.area_code IS 'Scope: rows outside are kept but not compared; entries outside are not missed.';
COMMENT ON COLUMN national_export.classes IS 'Groups of classes (two digits) that the export holds; entries of others are not missed.';
COMMENT ON COLUMN national_export.totals IS 'Rows of the file that were totals or repeated headers and were left out.';
COMMENT ON COLUMN national_export.stale IS 'Rows were mended or matches chosen since the last comparison.';
SELECT track('national_export', 'national_export', 'id');

-- Rows as the file has them (cells) and as read (record). Not tracked when they come in: the file is the source. What people mend is.
CREATE TABLE national_row (
    export_id uuid NOT NULL REFERENCES national_export (id),
    n         integer NOT NULL CHECK (n > 0),
    line      integer NOT NULL,
    sheet     text NOT NULL DEFAULT '',
    cells     text[] NOT NULL,
    faults    jsonb NOT NULL DEFAULT '[]',
    state     text NOT NULL CHECK (state IN ('good', 'bad', 'ignored', 'outside')),
    mended    boolean NOT NULL DEFAULT false,
    problems  jsonb NOT NULL DEFAULT '[]',
    record    jsonb NOT NULL DEFAULT '{}',
    identity  text NOT NULL DEFAULT '',
    area_code text NOT NULL DEFAULT '',
    PRIMARY KEY (export_id, n)
);
COMMENT ON COLUMN national_row.identity IS 'By what the row is known in other exports: its place code, else name, class and area.';
CREATE INDEX national_row_identity ON national_row (export_id, identity);
CREATE TRIGGER revise AFTER UPDATE OF cells ON national_row
    FOR EACH ROW EXECUTE FUNCTION record_revision('national_export', 'export_id');

-- Made anew by every comparison, so not tracked.
CREATE TABLE national_difference (
    id            uuid PRIMARY KEY,
    export_id     uuid NOT NULL REFERENCES national_export (id),
    seq           integer NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('missing_here', 'missing_there', 'differs', 'ambiguous')),
    field         text NOT NULL DEFAULT '',
    key           text NOT NULL,
    row_n         integer,
    place_id      uuid,
    place_version bigint NOT NULL DEFAULT 0,
    name          text NOT NULL,
    area_code     text NOT NULL,
    class_code    text NOT NULL,
    ours          jsonb NOT NULL DEFAULT 'null',
    theirs        jsonb NOT NULL DEFAULT 'null',
    distance_m    double precision,
    confidence    double precision NOT NULL DEFAULT 0,
    matched_by    text NOT NULL DEFAULT '',
    candidates    jsonb NOT NULL DEFAULT '[]',
    grade         smallint NOT NULL DEFAULT 0,
    CONSTRAINT national_difference_seq UNIQUE (export_id, seq)
);
COMMENT ON COLUMN national_difference.grade IS 'Secrecy grade (密级) of what is shown of our entries; readers with less clearance do not see the difference.';
COMMENT ON COLUMN national_difference.key IS 'The same difference in every export: kind, row or entry, field.';
CREATE INDEX national_difference_key ON national_difference (key);

-- What comparing found out about the pending edits of matched entries. Made anew by every comparison.
CREATE TABLE national_reflected (
    export_id uuid NOT NULL REFERENCES national_export (id),
    edit_id   uuid NOT NULL REFERENCES place_edit (id),
    PRIMARY KEY (export_id, edit_id)
);
COMMENT ON TABLE national_reflected IS 'Edits whose new values the export already shows: they can be marked 已入库.';

CREATE TABLE national_decision (
    key        text PRIMARY KEY,
    decision   text NOT NULL CHECK (decision IN ('accepted', 'ours', 'later')),
    reason     text NOT NULL DEFAULT '',
    ours       jsonb NOT NULL,
    theirs     jsonb NOT NULL,
    export_id  uuid NOT NULL REFERENCES national_export (id),
    area_code  text NOT NULL,
    set_id     uuid,
    item_id    uuid,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE national_decision IS 'Holds in later exports too, as long as both sides say what they said then.';
COMMENT ON COLUMN national_decision.item_id IS 'Item of the change set; where that is gone or withdrawn, the difference is open again.';
SELECT track('national_decision', 'national_decision', 'key');

CREATE TABLE national_match (
    identity   text PRIMARY KEY,
    place_id   uuid REFERENCES place (id),
    area_code  text NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE national_match IS 'Which entry a person chose for a row of the national database; no entry: it is none of ours.';
SELECT track('national_match', 'national_match', 'identity');

-- The report: differences with what people decided. A decision holds while both sides say what they said then; an accepted
-- one while its item stands in a change set that was not withdrawn.
CREATE VIEW national_report AS
    SELECT d.id, d.export_id, d.seq, d.kind, d.field, d.key, d.row_n, d.place_id, d.place_version, d.name, d.area_code, d.class_code,
           d.ours, d.theirs, d.distance_m, d.confidence, d.matched_by, d.candidates, d.grade,
           CASE WHEN d.kind = 'ambiguous' THEN CASE WHEN m.identity IS NULL THEN 'open' ELSE 'chosen' END
                WHEN x.decision = 'accepted' AND (i.id IS NULL OR s.state = 'withdrawn') THEN 'open'
                ELSE coalesce(x.decision, 'open') END AS state,
           coalesce(x.reason, '') AS reason, coalesce(x.decided_by, m.decided_by, '') AS decided_by,
           coalesce(x.decided_at, m.decided_at) AS decided_at, coalesce(x.export_id <> d.export_id, false) AS carried,
           m.place_id AS chosen, x.set_id, s.number AS set_number, s.state AS set_state
    FROM national_difference d
    LEFT JOIN national_decision x ON x.key = d.key AND x.ours = d.ours AND x.theirs = d.theirs
    LEFT JOIN change_item i ON i.id = x.item_id
    LEFT JOIN change_set s ON s.id = x.set_id
    LEFT JOIN national_row r ON r.export_id = d.export_id AND r.n = d.row_n AND d.kind = 'ambiguous'
    LEFT JOIN national_match m ON m.identity = r.identity;

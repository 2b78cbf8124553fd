-- Rounds of joint inspection (联合检查): plan and record of each line, tracks, the frozen archive.
--
-- A conclusion that comes by import (round_result) of a round that nobody has planned here is
-- the past: its round and its lines are made closed.

CREATE TABLE inspection_round (
    number     integer PRIMARY KEY CHECK (number BETWEEN 1 AND 99),
    title      text NOT NULL DEFAULT '',
    starts_on  date,
    ends_on    date,
    state      text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'open', 'closed', 'archived')),
    past       boolean NOT NULL DEFAULT false,
    closed_at  timestamptz,
    closed_why text NOT NULL DEFAULT '',
    version    bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT inspection_round_dates CHECK (starts_on <= ends_on)
);
COMMENT ON COLUMN inspection_round.past IS 'Was over before it came in: conclusions and inspections as they were imported.';
COMMENT ON COLUMN inspection_round.closed_at IS 'Inspections received later do not count; null of the past: all count.';
COMMENT ON COLUMN inspection_round.closed_why IS 'Why it was closed while lines were left.';
SELECT track('inspection_round', 'round', 'number');

CREATE TABLE round_line (
    id              text GENERATED ALWAYS AS (round::text || '-' || line_code) STORED CONSTRAINT round_line_id_key UNIQUE,
    round           integer NOT NULL REFERENCES inspection_round (number),
    line_code       text NOT NULL REFERENCES boundary_line (code),
    batch           integer CHECK (batch BETWEEN 1950 AND 2200),
    due_on          date,
    leading_side    text NOT NULL DEFAULT 'left' CHECK (leading_side IN ('left', 'right')),
    left_team       text NOT NULL DEFAULT '',
    right_team      text NOT NULL DEFAULT '',
    state           text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'walked', 'recorded', 'signed', 'closed')),
    walked_on       date,
    conclusion      text CHECK (conclusion IN ('qualified', 'repaired', 'follow_up')),
    findings        text NOT NULL DEFAULT '',
    problems        text NOT NULL DEFAULT '',
    left_opinion    text NOT NULL DEFAULT '',
    right_opinion   text NOT NULL DEFAULT '',
    disagreement    boolean NOT NULL DEFAULT false,
    left_signed_on  date,
    right_signed_on date,
    document        text NOT NULL DEFAULT '',
    past            boolean NOT NULL DEFAULT false,
    closed_at       timestamptz,
    version         bigint NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (round, line_code),
    CONSTRAINT round_line_closed CHECK (state <> 'closed' OR past OR conclusion IS NOT NULL
        AND left_signed_on IS NOT NULL AND right_signed_on IS NOT NULL AND document <> '')
);
COMMENT ON TABLE round_line IS 'Plan and joint-inspection record (联检记录表) of a line in a round.';
COMMENT ON COLUMN round_line.id IS 'Owner id of its attachments, the signed scan among them.';
COMMENT ON COLUMN round_line.batch IS 'Year in which the line is to be inspected.';
COMMENT ON COLUMN round_line.leading_side IS 'The side whose party leads (牵头方); the other cooperates (配合方).';
COMMENT ON COLUMN round_line.problems IS 'What is still open after the inspection.';
COMMENT ON COLUMN round_line.left_opinion IS 'What the party on the left says; disagreement stays.';
COMMENT ON COLUMN round_line.document IS 'Number of the report or document under which both sides signed.';
COMMENT ON COLUMN round_line.disagreement IS 'The sides do not agree; both opinions stay as they were signed.';
CREATE INDEX round_line_line ON round_line (line_code);
SELECT track('round_line', 'round_line', 'id');

CREATE TABLE round_track (
    id          uuid PRIMARY KEY,
    round       integer NOT NULL REFERENCES inspection_round (number),
    line_code   text NOT NULL REFERENCES boundary_line (code),
    walked_on   date NOT NULL,
    team        text NOT NULL DEFAULT '',
    geom        public.geometry(MultiLineString, 4490) NOT NULL,
    author      text NOT NULL CHECK (author <> ''),
    received_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE round_track IS 'Track (轨迹) walked along a line in a round; the id is made by the client.';
CREATE INDEX round_track_line ON round_track (round, line_code);
SELECT track('round_track', 'round_track', 'id');

-- What tracks cover is counted whenever it is read; once the round is closed it is this.
CREATE TABLE round_coverage (
    round     integer NOT NULL REFERENCES inspection_round (number),
    line_code text NOT NULL REFERENCES boundary_line (code),
    covered   double precision NOT NULL CHECK (covered BETWEEN 0 AND 1),
    stretches jsonb NOT NULL,
    length_m  double precision NOT NULL CHECK (length_m >= 0),
    tracks    integer NOT NULL CHECK (tracks > 0),
    PRIMARY KEY (round, line_code)
);
COMMENT ON TABLE round_coverage IS 'Coverage of the lines of a closed round by tracks, as it was when the round was closed.';
COMMENT ON COLUMN round_coverage.covered IS 'Share of the length within reach of a track.';
COMMENT ON COLUMN round_coverage.stretches IS 'Covered stretches, metres from the start of the line: [[from, to], …].';
SELECT track('round_coverage', 'round', 'round');

CREATE TABLE round_archive (
    round   integer PRIMARY KEY REFERENCES inspection_round (number),
    sha256  text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size    bigint NOT NULL CHECK (size > 0),
    files   integer NOT NULL CHECK (files > 0),
    made_by text NOT NULL CHECK (made_by <> ''),
    made_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE round_archive IS 'The frozen archive of a round: a zip under its SHA-256 among the files of the data dir.';
SELECT track('round_archive', 'round', 'round');

-- A line's code with all codes that it had before changes of areas: what was kept under those counts for it.
CREATE FUNCTION line_past(p_code text) RETURNS text[] LANGUAGE sql STABLE AS $$
    WITH RECURSIVE past AS (
        SELECT p_code AS code
        UNION
        SELECT m.old_code FROM past p JOIN cairn.line_move m ON m.new_code = p.code)
    SELECT array_agg(code) FROM past
$$;

CREATE FUNCTION note_past_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cairn.inspection_round (number, state, past) VALUES (NEW.round, 'closed', true) ON CONFLICT (number) DO NOTHING;
    INSERT INTO cairn.round_line AS p (round, line_code, state, conclusion, past)
    SELECT NEW.round, NEW.line_code, 'closed', NEW.result, true
    FROM cairn.inspection_round r WHERE r.number = NEW.round AND r.past
    ON CONFLICT (round, line_code) DO UPDATE SET conclusion = excluded.conclusion, version = p.version + 1, updated_at = now()
        WHERE p.past AND p.conclusion IS DISTINCT FROM excluded.conclusion;
    RETURN NULL;
END $$;
CREATE TRIGGER note_past_round AFTER INSERT OR UPDATE ON round_result
    FOR EACH ROW EXECUTE FUNCTION note_past_round();

-- Conclusions that are on file already.
DO $$
BEGIN
    IF EXISTS (SELECT FROM cairn.round_result) THEN
        PERFORM cairn.begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'rounds of joint inspection that are over');
        INSERT INTO cairn.inspection_round (number, state, past) SELECT DISTINCT round, 'closed', true FROM cairn.round_result;
        INSERT INTO cairn.round_line (round, line_code, state, conclusion, past)
        SELECT round, line_code, 'closed', result, true FROM cairn.round_result;
    END IF;
END $$;

-- When a record came is when it was written, not when its transaction began: what waits while a round is closed comes after it.
ALTER TABLE inspection ALTER COLUMN received_at SET DEFAULT clock_timestamp();

-- The rounds that the ledger may be asked for: while there is none, one of number 0 in which no line is planned.
CREATE VIEW any_round AS
    SELECT number, state, closed_at FROM inspection_round
    UNION ALL SELECT 0, 'planned', NULL WHERE NOT EXISTS (SELECT FROM inspection_round);

-- Inspections that count for a round: none that came after it was closed, none that was corrected before that (as inspection_standing).
CREATE VIEW round_inspection AS
    SELECT i.* FROM inspection i JOIN inspection_round r ON r.number = i.round
    WHERE i.kind = 'round' AND (r.closed_at IS NULL OR i.received_at <= r.closed_at)
        AND NOT EXISTS (
            SELECT FROM inspection c
            WHERE c.marker_id IS NOT DISTINCT FROM i.marker_id AND (i.marker_id IS NOT NULL OR c.line_code = i.line_code)
                AND (r.closed_at IS NULL OR c.received_at <= r.closed_at)
                AND (c.corrects = i.id OR c.corrects = i.corrects AND (c.received_at, c.id) > (i.received_at, i.id)));
COMMENT ON VIEW round_inspection IS 'What comes after a round was closed changes nothing of it.';

-- Every line in force in every round, planned or not, with what the ledger (联检台账) says of it.
CREATE VIEW round_record AS
    SELECT r.number AS round, r.state AS round_state, l.code, l.name, l.level, l.left_area, a.name AS left_name, l.right_area, b.name AS right_name,
           l.agreed_length_km, l.geom, p.line_code IS NOT NULL AS planned, coalesce(p.state, 'unplanned') AS state, p.batch, p.due_on,
           coalesce(p.leading_side, CASE WHEN l.leading_area <> l.left_area THEN 'right' ELSE 'left' END) AS leading_side,
           coalesce(p.left_team, '') AS left_team, coalesce(p.right_team, '') AS right_team,
           p.walked_on, coalesce(p.conclusion, '') AS conclusion, coalesce(p.findings, '') AS findings, coalesce(p.problems, '') AS problems,
           coalesce(p.left_opinion, '') AS left_opinion, coalesce(p.right_opinion, '') AS right_opinion, coalesce(p.disagreement, false) AS disagreement,
           p.left_signed_on, p.right_signed_on, coalesce(p.document, '') AS document,
           coalesce(p.past, false) AS past, p.closed_at, coalesce(p.version, 0) AS version,
           before.round AS last_round, before.on_day AS last_on
    FROM any_round r
    CROSS JOIN boundary_line l
    JOIN area a ON a.code = l.left_area
    JOIN area b ON b.code = l.right_area
    LEFT JOIN round_line p ON p.round = r.number AND p.line_code = l.code
    LEFT JOIN LATERAL (
        SELECT q.round, coalesce(greatest(q.left_signed_on, q.right_signed_on), q.walked_on, (
                   SELECT max((i.counted_at AT TIME ZONE 'Asia/Shanghai')::date)
                   FROM marker_line ml JOIN inspection i ON i.marker_id = ml.marker_id
                   WHERE ml.line_code = l.code AND i.kind = 'round' AND i.round = q.round)) AS on_day
        FROM round_line q WHERE q.line_code = l.code AND q.round < r.number AND q.state = 'closed'
        ORDER BY q.round DESC LIMIT 1) before ON true
    WHERE l.status <> 'retired' AND (l.valid_to IS NULL OR l.valid_to > current_date);
COMMENT ON VIEW round_record IS 'Lengths are those of the agreements only. The national border is no line and never among them.';

-- What the inspections of a round found at the markers of each line: of each marker the last record that reached it.
CREATE VIEW round_marker AS
    SELECT r.number AS round, ml.line_code, m.id AS marker_id, m.number, i.id AS inspection_id, i.counted_at, i.observer,
           coalesce(i.conditions, '{}') AS conditions, coalesce(i.note, '') AS note, i.id IS NOT NULL AND i.conditions <> '{unreached}' AS done
    FROM any_round r
    CROSS JOIN marker m
    JOIN marker_line ml ON ml.marker_id = m.id
    LEFT JOIN LATERAL (
        SELECT i.id, i.counted_at, i.observer, i.conditions, i.note FROM round_inspection i
        WHERE i.marker_id = m.id AND i.round = r.number
        ORDER BY i.conditions = '{unreached}', i.counted_at DESC, i.id DESC LIMIT 1) i ON true
    WHERE m.status <> 'retired';
COMMENT ON VIEW round_marker IS 'A marker of several lines stands once for each; done: it was reached.';

-- Tracks of a round by the code of their day: those sent for a line, and those of inspections on it or on one of its markers.
CREATE VIEW round_walk AS
    SELECT t.round, t.line_code, t.id, t.walked_on, t.team, t.geom, t.id || ' ' || t.xmin AS mark FROM round_track t
    UNION ALL
    SELECT i.round, c.line_code, i.id, (i.counted_at AT TIME ZONE 'Asia/Shanghai')::date, i.observer, k.geom, i.id || ' ' || k.xmin
    FROM round_inspection i
    JOIN inspection_track k ON k.inspection_id = i.id
    CROSS JOIN LATERAL (SELECT i.line_code WHERE i.line_code IS NOT NULL
                        UNION SELECT ml.line_code FROM marker_line ml WHERE ml.marker_id = i.marker_id) c;
COMMENT ON COLUMN round_walk.mark IS 'Another one whenever the track is written.';

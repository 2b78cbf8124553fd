-- Inspections (检查): conditions are data, records may be about a stretch of a line, say how a position was found,
-- carry taped witness distances and a track, and are corrected by new records.

CREATE TABLE inspection_condition (
    code      text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    zh        text NOT NULL CHECK (zh <> ''),
    en        text NOT NULL CHECK (en <> ''),
    sort      integer NOT NULL DEFAULT 0,
    active    boolean NOT NULL DEFAULT true,
    exclusive boolean NOT NULL DEFAULT false,
    version   bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE inspection_condition IS 'What an inspection may find; codes are never removed, records name them.';
COMMENT ON COLUMN inspection_condition.exclusive IS 'Cannot stand beside other conditions.';
SELECT track('inspection_condition', 'condition', 'code');

ALTER TABLE inspection
    ALTER COLUMN marker_id DROP NOT NULL,
    ADD COLUMN line_code       text REFERENCES boundary_line (code),
    ADD COLUMN chainage_from_m double precision CHECK (chainage_from_m >= 0),
    ADD COLUMN chainage_to_m   double precision CHECK (chainage_to_m >= chainage_from_m),
    ADD COLUMN source          text NOT NULL DEFAULT '' CHECK (source IN ('', 'phone', 'rtk', 'map', 'paper')),
    ADD COLUMN taped           jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(taped) = 'array'),
    ADD COLUMN corrects        uuid,
    ADD COLUMN clock_off       boolean NOT NULL DEFAULT false,
    ADD COLUMN counted_at      timestamptz NOT NULL GENERATED ALWAYS AS (CASE WHEN clock_off THEN received_at ELSE observed_at END) STORED,
    ADD CONSTRAINT inspection_subject CHECK ((marker_id IS NULL) = (marker = '') AND (marker_id IS NOT NULL OR line_code IS NOT NULL)),
    ADD CONSTRAINT inspection_corrects CHECK (corrects <> id);
ALTER TABLE inspection DROP CONSTRAINT inspection_crs_check,
    ADD CONSTRAINT inspection_crs_check CHECK (crs IN ('wgs84', 'gcj02', 'bd09', 'cgcs2000'));
COMMENT ON COLUMN inspection.marker IS 'Number as sent; empty for a record about a stretch of line_code.';
COMMENT ON COLUMN inspection.line_code IS 'The code of its day; line_move says what became of it.';
COMMENT ON COLUMN inspection.chainage_from_m IS 'Metres from the start of the line.';
COMMENT ON COLUMN inspection.observed_at IS 'By the clock of the device; received_at is by ours.';
COMMENT ON COLUMN inspection.clock_off IS 'The clock of the device is far off from ours.';
COMMENT ON COLUMN inspection.counted_at IS 'What orders the records: the time of the device, or ours where its clock is far off.';
COMMENT ON COLUMN inspection.source IS 'How the position was found; empty: not said.';
COMMENT ON COLUMN inspection.taped IS 'Distances to witnesses by tape: [{"seq", "distance_m"}].';
COMMENT ON COLUMN inspection.corrects IS 'Record that this one takes the place of; it may arrive later.';
CREATE INDEX inspection_line ON inspection (line_code, counted_at DESC) WHERE line_code IS NOT NULL;
CREATE INDEX inspection_correction ON inspection (corrects) WHERE corrects IS NOT NULL;
CREATE INDEX inspection_counted ON inspection (marker_id, counted_at DESC);

CREATE TABLE inspection_track (
    inspection_id uuid PRIMARY KEY REFERENCES inspection (id),
    geom          public.geometry(MultiLineString, 4490) NOT NULL,
    times         timestamptz[],
    points        integer NOT NULL CHECK (points > 1),
    length_m      double precision NOT NULL GENERATED ALWAYS AS (public.ST_Length(geom::public.geography)) STORED,
    started_at    timestamptz,
    ended_at      timestamptz
);
COMMENT ON TABLE inspection_track IS 'Where the people of an inspection walked.';
COMMENT ON COLUMN inspection_track.times IS 'One a point, over all parts; null: the track has none.';
CREATE INDEX inspection_track_geom ON inspection_track USING gist (geom);
SELECT track('inspection_track', 'inspection', 'inspection_id');
SELECT announce('inspection_track', 'inspection', 'inspection_id');

-- Records that count: those that no newer record about the same marker or line corrects.
CREATE VIEW inspection_standing AS
    SELECT i.* FROM inspection i
    WHERE NOT EXISTS (
        SELECT FROM inspection c
        WHERE c.marker_id IS NOT DISTINCT FROM i.marker_id AND (i.marker_id IS NOT NULL OR c.line_code = i.line_code)
            AND (c.corrects = i.id OR c.corrects = i.corrects AND (c.received_at, c.id) > (i.received_at, i.id)));
COMMENT ON VIEW inspection_standing IS 'Inspections without those that were corrected.';

-- What the last inspection found of a marker.
CREATE VIEW marker_state AS
    SELECT DISTINCT ON (marker_id) marker_id, id AS inspection_id, conditions, observed_at, counted_at
    FROM inspection_standing WHERE marker_id IS NOT NULL
    ORDER BY marker_id, counted_at DESC, received_at DESC, id DESC;
COMMENT ON VIEW marker_state IS 'What the last inspection found of each marker that was inspected.';

-- Intact is no exclusive finding: the marker may be intact while its witnesses changed or something endangers it.
SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'conditions of inspections to begin with');
INSERT INTO inspection_condition (code, zh, en, sort, exclusive) VALUES
    ('intact', '完好', 'intact', 1, false),
    ('faded', '字迹模糊/遮挡', 'faded or hidden', 2, false),
    ('tilted', '倾斜/松动', 'tilted or loose', 3, false),
    ('damaged', '损坏', 'damaged', 4, false),
    ('moved', '移位', 'moved', 5, false),
    ('lost', '丢失', 'lost', 6, false),
    ('endangered', '受危及', 'endangered', 7, false),
    ('witness_changed', '方位物变化', 'witness changed', 8, false),
    ('unreached', '未到达', 'not reached', 9, true);

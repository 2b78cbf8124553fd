-- Patrols of lines (界线巡查): plans per line or area, and what was walked.

CREATE TABLE patrol_plan (
    id           uuid PRIMARY KEY,
    area_code    text REFERENCES area (code),
    line_code    text REFERENCES boundary_line (code),
    every_months integer NOT NULL DEFAULT 1 CHECK (every_months IN (1, 2, 3, 4, 6, 12)),
    patroller    text NOT NULL DEFAULT '',
    from_on      date NOT NULL,
    until_on     date,
    note         text NOT NULL DEFAULT '',
    retired      boolean NOT NULL DEFAULT false,
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT patrol_plan_of CHECK ((area_code IS NULL) <> (line_code IS NULL)),
    CONSTRAINT patrol_plan_dates CHECK (from_on <= until_on)
);
COMMENT ON TABLE patrol_plan IS 'Who is to patrol a line, or the lines of an area, once in every so many months of the calendar year.';
CREATE INDEX patrol_plan_area ON patrol_plan (area_code text_pattern_ops);
CREATE INDEX patrol_plan_line ON patrol_plan (line_code);
SELECT track('patrol_plan', 'patrol_plan', 'id');

CREATE TABLE patrol (
    id           uuid PRIMARY KEY,
    plan_id      uuid REFERENCES patrol_plan (id),
    area_code    text NOT NULL REFERENCES area (code),
    patroller    text NOT NULL CHECK (patroller <> ''),
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz NOT NULL,
    source       text NOT NULL DEFAULT '' CHECK (source IN ('', 'phone', 'gps', 'paper')),
    flags        text[] NOT NULL DEFAULT '{}',
    geom         public.geometry(MultiLineString, 4490) NOT NULL,
    times        timestamptz[],
    length_m     double precision NOT NULL GENERATED ALWAYS AS (public.ST_Length(geom::public.geography)) STORED,
    note         text NOT NULL DEFAULT '',
    content_hash bytea NOT NULL,
    author       text NOT NULL CHECK (author <> ''),
    author_name  text NOT NULL DEFAULT '',
    received_at  timestamptz NOT NULL DEFAULT now(),
    counted_at   timestamptz NOT NULL GENERATED ALWAYS AS (CASE WHEN 'clock_off' = ANY (flags) THEN received_at ELSE started_at END) STORED,
    CONSTRAINT patrol_times CHECK (started_at <= ended_at)
);
COMMENT ON TABLE patrol IS 'A walk along lines, as received: never changed, so the same id with the same content is accepted again.';
COMMENT ON COLUMN patrol.started_at IS 'By the clock of the device, or the first time of the track.';
COMMENT ON COLUMN patrol.source IS 'How the track was made; empty: not said.';
COMMENT ON COLUMN patrol.flags IS 'What looks wrong: clock_off, track_time_differs.';
COMMENT ON COLUMN patrol.times IS 'One a point, over all parts; null: the track has none.';
COMMENT ON COLUMN patrol.counted_at IS 'What orders the walks: their start, or when they were received where the clock is far off.';
COMMENT ON COLUMN patrol.area_code IS 'Area of the office that walked.';
CREATE INDEX patrol_counted ON patrol (counted_at DESC, id DESC);
CREATE INDEX patrol_geom ON patrol USING gist (geom);
SELECT track('patrol', 'patrol', 'id');

CREATE TABLE patrol_inspection (
    inspection_id uuid PRIMARY KEY REFERENCES inspection (id),
    patrol_id     uuid NOT NULL REFERENCES patrol (id)
);
COMMENT ON TABLE patrol_inspection IS 'Inspections that were made on a patrol.';
CREATE INDEX patrol_inspection_patrol ON patrol_inspection (patrol_id);
SELECT track('patrol_inspection', 'patrol', 'patrol_id');

-- Areas (province … village), boundary lines (界线), markers (界桩), inspections (检查).

CREATE TABLE area (
    code       text PRIMARY KEY CHECK (code ~ '^[0-9]{2,12}$'),
    name       text NOT NULL CHECK (name <> ''),
    level      text NOT NULL CHECK (level IN ('province', 'prefecture', 'county', 'township', 'village')),
    parent     text REFERENCES area (code) DEFERRABLE INITIALLY DEFERRED,
    external   boolean NOT NULL DEFAULT false,
    formal     boolean NOT NULL DEFAULT true,
    pinyin     text NOT NULL DEFAULT '',
    seat       public.geometry(Point, 4490),
    geom       public.geometry(MultiPolygon, 4490),
    valid_from date,
    valid_to   date,
    origin     text NOT NULL DEFAULT '',
    version    bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT area_dates CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from < valid_to)
);
COMMENT ON COLUMN area.external IS 'A neighbour outside the prefecture, made when its line is imported; it has no accounts.';
COMMENT ON COLUMN area.valid_to IS 'First day on which the area no longer exists; null: still valid.';
CREATE INDEX area_parent ON area (parent);
CREATE INDEX area_level ON area (level, code);
CREATE INDEX area_code_prefix ON area (code text_pattern_ops);
CREATE INDEX area_geom ON area USING gist (geom);
SELECT track('area', 'area', 'code');
SELECT announce('area', 'area', 'code');

CREATE TABLE boundary_line (
    code              text PRIMARY KEY CHECK (code ~ '^[0-9]{18}$'),
    name              text NOT NULL CHECK (name <> ''),
    level             text NOT NULL CHECK (level IN ('province', 'prefecture', 'county', 'township')),
    left_area         text NOT NULL REFERENCES area (code),
    right_area        text NOT NULL REFERENCES area (code),
    neighbour_counties text NOT NULL DEFAULT '',
    short_code        text NOT NULL DEFAULT '',
    agreed_length_km  numeric(10, 3) CHECK (agreed_length_km > 0),
    agreement         text NOT NULL DEFAULT '',
    status            text NOT NULL DEFAULT 'in_force' CHECK (status IN ('in_force', 'disputed', 'retired')),
    geom              public.geometry(LineString, 4490) NOT NULL,
    geodesic_length_m double precision NOT NULL GENERATED ALWAYS AS (public.ST_Length(geom::public.geography)) STORED,
    valid_from        date,
    valid_to          date,
    origin            text NOT NULL DEFAULT '',
    version           bigint NOT NULL DEFAULT 1,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT boundary_line_parties CHECK (left_area <> right_area)
);
COMMENT ON COLUMN boundary_line.left_area IS 'Area on the left of the direction of the line; inside the prefecture.';
COMMENT ON COLUMN boundary_line.agreed_length_km IS 'Length in the agreement, km; reports show this one.';
COMMENT ON COLUMN boundary_line.geodesic_length_m IS 'Geodesic length on the ellipsoid, metres.';
CREATE INDEX boundary_line_left ON boundary_line (left_area text_pattern_ops);
CREATE INDEX boundary_line_right ON boundary_line (right_area text_pattern_ops);
CREATE INDEX boundary_line_geom ON boundary_line USING gist (geom);
SELECT track('boundary_line', 'line', 'code');
SELECT announce('boundary_line', 'line', 'code');

CREATE TABLE round_result (
    line_code text NOT NULL REFERENCES boundary_line (code),
    round     integer NOT NULL CHECK (round BETWEEN 1 AND 99),
    result    text NOT NULL CHECK (result IN ('qualified', 'repaired', 'follow_up')),
    PRIMARY KEY (line_code, round)
);
COMMENT ON TABLE round_result IS 'Conclusion of a round of joint inspection (联合检查) for a line.';
SELECT track('round_result', 'line', 'line_code');

-- Where the outline of a county has no line: the national border. Locked, no tasks, no lengths, no export.
CREATE TABLE closing_edge (
    area_code text PRIMARY KEY REFERENCES area (code),
    geom      public.geometry(MultiLineString, 4490) NOT NULL
);
SELECT track('closing_edge', 'closing_edge', 'area_code');
SELECT announce('closing_edge', 'closing_edge', 'area_code');

CREATE TABLE marker (
    id            uuid PRIMARY KEY,
    ref           text CONSTRAINT marker_ref_key UNIQUE,
    number        text NOT NULL CHECK (number <> ''),
    type          text NOT NULL CHECK (type IN ('single', 'double', 'triple')),
    side          text NOT NULL DEFAULT '',
    faces         integer CHECK (faces IN (2, 3)),
    material      text NOT NULL DEFAULT '',
    grade         text NOT NULL DEFAULT '',
    geom          public.geometry(Point, 4490) NOT NULL,
    northing      numeric(12, 4),
    easting       numeric(12, 4),
    projected_srid integer,
    height_m      double precision,
    managing_area text REFERENCES area (code),
    co_areas      text[] NOT NULL DEFAULT '{}',
    erected_on    date,
    description   text NOT NULL DEFAULT '',
    status        text NOT NULL DEFAULT 'standing' CHECK (status IN ('standing', 'lost', 'retired')),
    origin        text NOT NULL DEFAULT '',
    version       bigint NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX marker_number_key ON marker (number) WHERE status <> 'retired';
CREATE INDEX marker_geom ON marker USING gist (geom);
SELECT track('marker', 'marker', 'id');
SELECT announce('marker', 'marker', 'id');

CREATE TABLE marker_line (
    marker_id uuid NOT NULL REFERENCES marker (id),
    line_code text NOT NULL REFERENCES boundary_line (code),
    PRIMARY KEY (marker_id, line_code)
);
CREATE INDEX marker_line_line ON marker_line (line_code);
SELECT track('marker_line', 'marker', 'marker_id');

-- Witness objects (方位物): grid bearing in degrees from the marker, grid distance in metres.
CREATE TABLE marker_witness (
    marker_id   uuid NOT NULL REFERENCES marker (id),
    seq         integer NOT NULL CHECK (seq BETWEEN 1 AND 9),
    text        text NOT NULL,
    bearing_deg double precision CHECK (bearing_deg >= 0 AND bearing_deg < 360),
    distance_m  double precision CHECK (distance_m >= 0),
    geom        public.geometry(Point, 4490),
    PRIMARY KEY (marker_id, seq)
);
SELECT track('marker_witness', 'marker', 'marker_id');

CREATE TABLE inspection (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL CHECK (kind IN ('round', 'patrol')),
    round        integer,
    device_id    text NOT NULL DEFAULT '',
    observed_at  timestamptz NOT NULL,
    observer     text NOT NULL DEFAULT '',
    marker_id    uuid NOT NULL REFERENCES marker (id),
    marker       text NOT NULL,
    conditions   text[] NOT NULL CHECK (cardinality(conditions) > 0),
    raw_lon      double precision,
    raw_lat      double precision,
    crs          text CHECK (crs IN ('wgs84', 'gcj02', 'bd09')),
    geom         public.geometry(Point, 4490),
    accuracy_m   double precision,
    note         text NOT NULL DEFAULT '',
    photos       text[] NOT NULL DEFAULT '{}',
    flags        text[] NOT NULL DEFAULT '{}',
    content_hash bytea NOT NULL,
    origin       text NOT NULL DEFAULT '',
    received_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT inspection_round CHECK ((kind = 'round') = (round IS NOT NULL))
);
COMMENT ON COLUMN inspection.content_hash IS 'sha256 of what the device sent: the same id with the same content is accepted again.';
CREATE INDEX inspection_marker ON inspection (marker_id, observed_at DESC);
CREATE INDEX inspection_observed ON inspection (observed_at DESC, id DESC);
CREATE INDEX inspection_geom ON inspection USING gist (geom);
SELECT track('inspection', 'inspection', 'id');
SELECT announce('inspection', 'inspection', 'id');

-- Inside areas by code, for the other domains.
CREATE VIEW pub_area AS
    SELECT a.code, a.name, a.level, a.parent, a.external, a.formal, a.seat, a.geom, a.valid_from, a.valid_to,
           p.name AS parent_name
    FROM area a LEFT JOIN area p ON p.code = a.parent;
COMMENT ON VIEW pub_area IS 'Areas as the other domains may read them.';

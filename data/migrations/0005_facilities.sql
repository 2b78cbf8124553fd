-- Facility kinds as data, facilities with a dated status history, population, roads, siting constraints.

CREATE TABLE facility_kind (
    code          text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{1,40}$'),
    name          text NOT NULL CHECK (name <> ''),
    name_en       text NOT NULL DEFAULT '',
    unit          text NOT NULL CHECK (unit IN ('county', 'township')),
    by_village    boolean NOT NULL DEFAULT false,
    capacity_kind text NOT NULL CHECK (capacity_kind IN ('plots', 'niches', 'beds', 'none')),
    subkinds      jsonb NOT NULL DEFAULT '[]',
    symbol        text NOT NULL DEFAULT 'circle',
    colour        text NOT NULL DEFAULT '#555555',
    ledger        text NOT NULL DEFAULT '' CHECK (ledger IN ('', 'own', 'columbarium', 'eco_burial', 'village_cemeteries', 'care', 'courtyards')),
    sort          integer NOT NULL DEFAULT 0
);
COMMENT ON COLUMN facility_kind.unit IS 'Level of area by which coverage of the kind is counted.';
COMMENT ON COLUMN facility_kind.by_village IS 'Coverage may also be counted by village.';
COMMENT ON COLUMN facility_kind.subkinds IS 'Array of {"code", "name", "name_en"}.';
COMMENT ON COLUMN facility_kind.ledger IS 'Column of the township ledger (乡镇覆盖表) that the kind is counted in; the beds of "care" make the beds indicators.';
SELECT track('facility_kind', 'facility_kind', 'code');

CREATE TABLE facility_group (
    code    text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{1,40}$'),
    name    text NOT NULL CHECK (name <> ''),
    name_en text NOT NULL DEFAULT '',
    unit    text NOT NULL CHECK (unit IN ('county', 'township')),
    kinds   text[] NOT NULL,
    official boolean NOT NULL DEFAULT false,
    sort    integer NOT NULL DEFAULT 0
);
COMMENT ON COLUMN facility_group.official IS 'The group by which burial coverage is officially counted (官方口径); one at most.';
CREATE UNIQUE INDEX facility_group_official ON facility_group (official) WHERE official;
SELECT track('facility_group', 'facility_group', 'code');

CREATE TABLE facility (
    id              uuid PRIMARY KEY,
    ref             text CONSTRAINT facility_ref_key UNIQUE,
    kind            text NOT NULL REFERENCES facility_kind (code),
    subkind         text NOT NULL DEFAULT '',
    name            text NOT NULL CHECK (name <> ''),
    area_code       text NOT NULL REFERENCES area (code),
    village_code    text REFERENCES area (code),
    geom            public.geometry(Point, 4490),
    precision       text NOT NULL DEFAULT 'surveyed' CHECK (precision IN ('surveyed', 'phone', 'map', 'village', 'township')),
    target_date     date,
    capacity        integer CHECK (capacity >= 0),
    used            integer CHECK (used >= 0),
    nursing_beds    integer CHECK (nursing_beds >= 0),
    grade           integer CHECK (grade BETWEEN 1 AND 5),
    operator        text NOT NULL DEFAULT '',
    approval_no     text NOT NULL DEFAULT '',
    area_m2         double precision CHECK (area_m2 >= 0),
    note            text NOT NULL DEFAULT '',
    position_reason text NOT NULL DEFAULT '',
    retired         boolean NOT NULL DEFAULT false,
    origin          text NOT NULL DEFAULT '',
    version         bigint NOT NULL DEFAULT 1,
    imported_version bigint NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN facility.imported_version IS 'Version that the last import left; another version means that somebody edited since.';
COMMENT ON COLUMN facility.capacity IS 'Plots, niches or beds, by the kind''s capacity_kind.';
COMMENT ON COLUMN facility.used IS 'Plots or niches used, residents.';
CREATE INDEX facility_area ON facility (area_code text_pattern_ops, id);
CREATE INDEX facility_kind_area ON facility (kind, area_code);
CREATE INDEX facility_geom ON facility USING gist (geom);
SELECT track('facility', 'facility', 'id');
SELECT announce('facility', 'facility', 'id');

CREATE TABLE facility_status (
    facility_id uuid NOT NULL REFERENCES facility (id),
    status      text NOT NULL CHECK (status IN ('planned', 'building', 'in_use', 'closed')),
    from_on     date NOT NULL,
    to_on       date,
    origin      text NOT NULL DEFAULT '',
    PRIMARY KEY (facility_id, from_on),
    CONSTRAINT facility_status_dates CHECK (to_on IS NULL OR from_on < to_on)
);
COMMENT ON COLUMN facility_status.from_on IS 'First day of the status; -infinity: since ever.';
COMMENT ON COLUMN facility_status.to_on IS 'First day of the next status.';
CREATE UNIQUE INDEX facility_status_open ON facility_status (facility_id) WHERE to_on IS NULL;
SELECT track('facility_status', 'facility', 'facility_id');

-- A facility as it is shown: its areas by name (prefecture … township), its position and its statuses by day.
CREATE VIEW facility_record AS
    SELECT f.id, f.ref, f.kind, k.name AS kind_name, f.subkind, f.name, f.area_code,
           (SELECT coalesce(array_agg(a.name ORDER BY a.code), '{}') FROM area a
            WHERE a.code IN (left(f.area_code, 4), left(f.area_code, 6), left(f.area_code, 9))) AS area_path,
           f.village_code, public.ST_X(f.geom) AS lon, public.ST_Y(f.geom) AS lat, f.precision,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('status', s.status, 'from', nullif(s.from_on, '-infinity'), 'to', s.to_on)
                                      ORDER BY s.from_on), '[]')
            FROM facility_status s WHERE s.facility_id = f.id) AS statuses,
           f.target_date, f.capacity, f.used, f.nursing_beds, f.grade, f.operator, f.approval_no, f.area_m2, f.note,
           f.position_reason, f.retired, f.origin, f.version, f.updated_at
    FROM facility f JOIN facility_kind k ON k.code = f.kind;
COMMENT ON VIEW facility_record IS 'Facilities with everything that a reader of one sees.';

-- A status says which symbol is drawn: its change invalidates the facility''s tiles.
CREATE FUNCTION announce_facility_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cairn.outbox (topic, key, box)
    SELECT 'facility', f.id::text, f.geom FROM cairn.facility f
    WHERE f.id = coalesce(NEW.facility_id, OLD.facility_id);
    PERFORM pg_notify('cairn', 'facility');
    RETURN NULL;
END $$;
CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON facility_status FOR EACH ROW EXECUTE FUNCTION announce_facility_status();

CREATE TABLE population (
    area_code  text NOT NULL REFERENCES area (code),
    year       integer NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    population integer NOT NULL CHECK (population >= 0),
    age60      integer CHECK (age60 >= 0),
    age65      integer CHECK (age65 >= 0),
    age80      integer CHECK (age80 >= 0),
    households integer CHECK (households >= 0),
    origin     text NOT NULL DEFAULT '',
    PRIMARY KEY (area_code, year)
);
SELECT track('population', 'population', 'area_code');

CREATE TABLE road (
    id        uuid PRIMARY KEY,
    ref       text CONSTRAINT road_ref_key UNIQUE,
    name      text NOT NULL DEFAULT '',
    class     text NOT NULL CHECK (class IN ('national', 'provincial', 'county', 'township', 'village')),
    surface   text NOT NULL DEFAULT '',
    speed_kmh double precision CHECK (speed_kmh > 0 AND speed_kmh <= 200),
    from_code text NOT NULL DEFAULT '',
    to_code   text NOT NULL DEFAULT '',
    geom      public.geometry(LineString, 4490) NOT NULL,
    origin    text NOT NULL DEFAULT '',
    version   bigint NOT NULL DEFAULT 1
);
CREATE INDEX road_geom ON road USING gist (geom);
SELECT track('road', 'road', 'id');
SELECT announce('road', 'road', 'id');

CREATE TABLE siting_constraint (
    id      uuid PRIMARY KEY,
    ref     text CONSTRAINT siting_constraint_ref_key UNIQUE,
    kind    text NOT NULL CHECK (kind <> ''),
    grade   integer,
    name    text NOT NULL DEFAULT '',
    rule    text NOT NULL CHECK (rule IN ('no_build', 'restricted', 'buffer')),
    geom    public.geometry(Geometry, 4490) NOT NULL,
    origin  text NOT NULL DEFAULT '',
    version bigint NOT NULL DEFAULT 1
);
CREATE INDEX siting_constraint_geom ON siting_constraint USING gist (geom);
SELECT track('siting_constraint', 'constraint', 'id');
SELECT announce('siting_constraint', 'constraint', 'id');

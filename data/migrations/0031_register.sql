-- The register (档案) of lines and markers: who leads on a line, agreements and their sheets; the patterns of
-- marker numbers; what a marker was registered with, version by version.

ALTER TABLE boundary_line
    ADD leading_area      text REFERENCES area (code),
    ADD cooperating_area  text REFERENCES area (code),
    ADD agreement_on      date,
    ADD agreement_parties text[] NOT NULL DEFAULT '{}',
    ADD map_sheets        text[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT boundary_line_leading CHECK (leading_area <> cooperating_area);
COMMENT ON COLUMN boundary_line.leading_area IS '牵头方: a party of the line, or of an outer line any neighbour outside.';
COMMENT ON COLUMN boundary_line.cooperating_area IS '配合方, likewise.';
COMMENT ON COLUMN boundary_line.agreement IS 'Number of the agreement document (协议书).';
COMMENT ON COLUMN boundary_line.agreement_parties IS 'Who signed the agreement, in words as printed.';
COMMENT ON COLUMN boundary_line.map_sheets IS 'Sheets of the official detailed map (详图) that show it.';

ALTER TABLE marker
    ADD given_crs            text NOT NULL DEFAULT '',
    ADD given_x              double precision,
    ADD given_y              double precision,
    ADD accuracy_m           double precision CHECK (accuracy_m > 0),
    ADD position_source      text NOT NULL DEFAULT '',
    ADD responsible_basis    text NOT NULL DEFAULT '',
    ADD responsible_basis_on date,
    ADD CONSTRAINT marker_given CHECK ((given_crs = '') = (given_x IS NULL) AND (given_x IS NULL) = (given_y IS NULL));
COMMENT ON COLUMN marker.type IS 'How it is erected (立式): single, one of a pair of one number, one of a set of three; faces is how many sides are inscribed.';
COMMENT ON COLUMN marker.given_crs IS 'System in which the registered coordinates were given; empty: registered before it was kept.';
COMMENT ON COLUMN marker.given_x IS 'Longitude or easting as given; given_y is latitude or northing.';
COMMENT ON COLUMN marker.accuracy_m IS 'Standard error (σ) of the registered position, metres.';
COMMENT ON COLUMN marker.responsible_basis IS 'The document that says who keeps the marker up: no rule says it by itself (界桩管理办法).';

CREATE TABLE marker_pattern (
    level      text PRIMARY KEY CHECK (level IN ('province', 'prefecture', 'county', 'township')),
    regexp     text NOT NULL CHECK (regexp <> ''),
    example    text NOT NULL CHECK (example <> ''),
    note       text NOT NULL DEFAULT '',
    version    bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE marker_pattern IS 'What the numbers of markers look like, by the level of their highest line. The whole number must fit.';
SELECT track('marker_pattern', 'marker_pattern', 'level');

-- Witnesses: [{"seq", "text", "bearing_deg", "distance_m", "lon", "lat"}].
CREATE TABLE marker_registration (
    marker_id       uuid NOT NULL REFERENCES marker (id),
    version_no      integer NOT NULL CHECK (version_no > 0),
    why             text NOT NULL CHECK (why IN ('first', 're_erected', 'moved', 'witnesses', 'corrected')),
    geom            public.geometry(Point, 4490) NOT NULL,
    given_crs       text NOT NULL DEFAULT '',
    given_x         double precision,
    given_y         double precision,
    northing        numeric(12, 4),
    easting         numeric(12, 4),
    projected_srid  integer,
    height_m        double precision,
    accuracy_m      double precision CHECK (accuracy_m > 0),
    position_source text NOT NULL DEFAULT '',
    type            text NOT NULL CHECK (type IN ('single', 'double', 'triple')),
    witnesses       jsonb NOT NULL DEFAULT '[]',
    document        text NOT NULL DEFAULT '',
    document_on     date,
    signed_by       text[] NOT NULL DEFAULT '{}',
    note            text NOT NULL DEFAULT '',
    valid_from      date,
    valid_to        date,
    corrected_by    integer,
    recorded_by     text NOT NULL DEFAULT '',
    recorded_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (marker_id, version_no),
    CONSTRAINT marker_registration_dates CHECK (valid_from <= valid_to),
    CONSTRAINT marker_registration_correction CHECK (corrected_by > version_no),
    CONSTRAINT marker_registration_agreed CHECK (why <> 'moved' OR document <> ''),
    CONSTRAINT marker_registration_signed CHECK (why NOT IN ('moved', 're_erected') OR cardinality(signed_by) >= 2)
);
COMMENT ON TABLE marker_registration IS 'What a marker is registered with (界桩登记), version by version; the marker itself holds the one in force.';
COMMENT ON COLUMN marker_registration.why IS 'moved: by agreement, anything else has no legal effect (管理条例 art. 6); corrected: the version before was only written wrongly.';
COMMENT ON COLUMN marker_registration.signed_by IS 'Who signed for the parties; both of them at least when the marker was put up or moved.';
COMMENT ON COLUMN marker_registration.valid_to IS 'First day of the next version; null for the one in force and for those that were written wrongly.';
COMMENT ON COLUMN marker_registration.corrected_by IS 'The version that says rightly what this one said wrongly.';
CREATE UNIQUE INDEX marker_registration_in_force ON marker_registration (marker_id) WHERE valid_to IS NULL AND corrected_by IS NULL;
SELECT track('marker_registration', 'marker', 'marker_id');

SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'patterns of marker numbers to begin with; first registrations of the markers on file');
-- GB/T 17796: line code, three digits from west to east or from north to south, and a letter. Meetings of three
-- lines end in S, or in C, D, E for a set of three. Counties also write six digits and a letter.
INSERT INTO marker_pattern (level, regexp, example, note) VALUES
    ('province', '[0-9]{7}[A-EQS]', '4553001Q', '省级界线代码 4 位 + 序号 3 位 + 类型（Q 单立，A、B 双立，C、D、E 三立）；交会处以 S 或 C、D、E 结尾'),
    ('prefecture', '[0-9]{9}[A-EQS]', '012503001Q', '界线短码 6 位 + 序号 3 位 + 类型'),
    ('county', '[0-9]{7}[A-EQS]|[0-9]{6}[A-Z]', '0122001Q', '界线短码 4 位 + 序号 3 位 + 类型；原有 6 位数字加字母的编号仍可用'),
    ('township', '[0-9]{3,21}[A-Z]?', '532601001001Q', '乡级界桩编号没有统一规定，可按当地办法修改');
INSERT INTO marker_registration (marker_id, version_no, why, geom, northing, easting, projected_srid, height_m, type, witnesses, valid_from)
    SELECT m.id, 1, 'first', m.geom, m.northing, m.easting, m.projected_srid, m.height_m, m.type,
        coalesce((SELECT jsonb_agg(jsonb_build_object('seq', w.seq, 'text', w.text, 'bearing_deg', w.bearing_deg,
                      'distance_m', w.distance_m, 'lon', public.ST_X(w.geom), 'lat', public.ST_Y(w.geom)) ORDER BY w.seq)
                  FROM marker_witness w WHERE w.marker_id = m.id), '[]'), m.erected_on
    FROM marker m;

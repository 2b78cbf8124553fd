-- Coverage: what offices declare about it (exemptions 免建, figures reported upward), the counting rules with their parameters, whom a kind serves.

CREATE TABLE coverage_exemption (
    id          uuid PRIMARY KEY,
    area_code   text NOT NULL REFERENCES area (code),
    what        text NOT NULL CHECK (what <> ''),
    from_on     date NOT NULL,
    to_on       date,
    document    text NOT NULL CHECK (document <> ''),
    authority   text NOT NULL DEFAULT '',
    document_on date,
    note        text NOT NULL DEFAULT '',
    retired     boolean NOT NULL DEFAULT false,
    version     bigint NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT coverage_exemption_dates CHECK (to_on IS NULL OR from_on < to_on)
);
COMMENT ON TABLE coverage_exemption IS 'Areas that need not build a kind of facility (免建), by whose document; the scan is an attachment.';
COMMENT ON COLUMN coverage_exemption.area_code IS 'As it was when the document was made: readers resolve it by area_as_of.';
COMMENT ON COLUMN coverage_exemption.what IS 'Code of a kind or of a group of kinds.';
COMMENT ON COLUMN coverage_exemption.to_on IS 'First day on which it no longer holds; null: until further notice.';
COMMENT ON COLUMN coverage_exemption.document IS '文号; authority is who issued it, document_on its date.';
CREATE INDEX coverage_exemption_area ON coverage_exemption (area_code text_pattern_ops);
SELECT track('coverage_exemption', 'coverage_exemption', 'id');

CREATE TABLE coverage_reported (
    id          uuid PRIMARY KEY,
    area_code   text NOT NULL REFERENCES area (code),
    what        text NOT NULL CHECK (what <> ''),
    as_of       date NOT NULL,
    numerator   integer CHECK (numerator >= 0),
    denominator integer CHECK (denominator > 0),
    percent     numeric(5, 2) CHECK (percent BETWEEN 0 AND 100),
    document    text NOT NULL DEFAULT '',
    reported_to text NOT NULL DEFAULT '',
    reported_on date,
    note        text NOT NULL DEFAULT '',
    retired     boolean NOT NULL DEFAULT false,
    version     bigint NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT coverage_reported_figure CHECK (percent IS NOT NULL OR numerator IS NOT NULL AND denominator IS NOT NULL)
);
COMMENT ON TABLE coverage_reported IS 'Coverage as it was reported upward, kept as reported: never computed, never mended.';
COMMENT ON COLUMN coverage_reported.area_code IS 'As it was when the figure was reported.';
COMMENT ON COLUMN coverage_reported.what IS 'Code of a kind or of a group of kinds.';
COMMENT ON COLUMN coverage_reported.as_of IS 'Day that the figure speaks of.';
COMMENT ON COLUMN coverage_reported.percent IS 'As reported, whatever numerator and denominator say.';
CREATE UNIQUE INDEX coverage_reported_once ON coverage_reported (area_code, what, as_of) WHERE NOT retired;
SELECT track('coverage_reported', 'coverage_reported', 'id');

CREATE TABLE coverage_rule (
    rule       text PRIMARY KEY CHECK (rule IN ('presence', 'shared', 'villages', 'service_area', 'distance', 'travel_time', 'capacity')),
    metres     integer CHECK (metres BETWEEN 1 AND 200000),
    minutes    integer CHECK (minutes BETWEEN 1 AND 1440),
    share      integer CHECK (share BETWEEN 1 AND 100),
    reach      text CHECK (reach IN ('area', 'distance', 'travel_time')),
    source     text NOT NULL DEFAULT '',
    note       text NOT NULL DEFAULT '',
    version    bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE coverage_rule IS 'Counting rules with the parameters that hold unless a question names others; null: the rule has no such parameter.';
COMMENT ON COLUMN coverage_rule.share IS 'Percent of an area''s people (or villages) from which on the area counts as covered.';
COMMENT ON COLUMN coverage_rule.reach IS 'What is within reach under the rule of capacity.';
COMMENT ON COLUMN coverage_rule.source IS 'Document that the rule or its parameters stand in, as the bureau cites it.';
SELECT track('coverage_rule', 'coverage_rule', 'rule');

SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'counting rules of coverage; whom the standard kinds serve');
INSERT INTO coverage_rule (rule, metres, minutes, share, reach) VALUES
    ('presence', NULL, NULL, NULL, NULL),
    ('shared', NULL, NULL, NULL, NULL),
    ('villages', NULL, NULL, 100, NULL),
    ('service_area', NULL, NULL, 100, NULL),
    ('distance', 5000, NULL, 50, NULL),
    ('travel_time', NULL, 30, 50, NULL),
    ('capacity', 5000, 30, 50, 'area');

ALTER TABLE facility_kind ADD COLUMN serves text NOT NULL DEFAULT 'all' CHECK (serves IN ('all', 'county', 'township', 'village'));
COMMENT ON COLUMN facility_kind.serves IS 'Whom a facility of the kind takes that declares no service area: everybody, or only people of its own county, township or village (closed to outsiders).';
UPDATE facility_kind SET serves = 'village' WHERE code = 'village_cemetery';

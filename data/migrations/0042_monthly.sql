-- Monthly reports of townships (乡镇月报): what a clerk confirmed of a month, its figures by facility, and what the county says to it.

CREATE TABLE monthly_report (
    id            uuid PRIMARY KEY,
    area_code     text NOT NULL REFERENCES area (code),
    month         date NOT NULL CHECK (extract(day FROM month) = 1),
    edition       integer NOT NULL CHECK (edition > 0),
    corrects      uuid REFERENCES monthly_report (id),
    reason        text NOT NULL DEFAULT '',
    figures_on    date NOT NULL,
    changed       boolean NOT NULL,
    cremations    integer NOT NULL CHECK (cremations >= 0),
    burials       integer NOT NULL CHECK (burials >= 0),
    eco_burials   integer NOT NULL CHECK (eco_burials >= 0),
    deaths        integer CHECK (deaths >= 0),
    warnings      text[] NOT NULL DEFAULT '{}',
    error_note    text NOT NULL DEFAULT '',
    error_answer  text NOT NULL DEFAULT '',
    answered_at   timestamptz,
    content_hash  bytea NOT NULL,
    author        text NOT NULL CHECK (author <> ''),
    author_name   text NOT NULL DEFAULT '',
    received_at   timestamptz NOT NULL DEFAULT now(),
    return_reason text NOT NULL DEFAULT '',
    returned_by   text NOT NULL DEFAULT '',
    returned_at   timestamptz,
    version       bigint NOT NULL DEFAULT 1,
    CONSTRAINT monthly_report_edition_key UNIQUE (area_code, month, edition),
    CONSTRAINT monthly_report_eco CHECK (eco_burials <= burials),
    CONSTRAINT monthly_report_corrects CHECK ((edition = 1) = (corrects IS NULL)),
    CONSTRAINT monthly_report_return CHECK ((returned_at IS NULL) = (return_reason = '')),
    CONSTRAINT monthly_report_answer CHECK ((answered_at IS NULL) = (error_answer = ''))
);
COMMENT ON TABLE monthly_report IS 'One edition of the report of a township for a month; a correction is the next edition, the last one stands.';
COMMENT ON COLUMN monthly_report.area_code IS 'The township of its day: reports do not follow a change of areas.';
COMMENT ON COLUMN monthly_report.month IS 'First day of the month.';
COMMENT ON COLUMN monthly_report.figures_on IS 'Day that the figures of facilities are of: the last of the month, or the day of the report when that is earlier.';
COMMENT ON COLUMN monthly_report.changed IS 'Some figure differs from the end of the month before, or there was a cremation or a burial.';
COMMENT ON COLUMN monthly_report.eco_burials IS 'Of the burials, those that save land (节地生态安葬).';
COMMENT ON COLUMN monthly_report.warnings IS 'Warnings that the clerk confirmed: code|facility|measure.';
COMMENT ON COLUMN monthly_report.error_note IS 'What the clerk says is wrong with the records of facilities.';
CREATE INDEX monthly_report_month ON monthly_report (month, area_code text_pattern_ops);
SELECT track('monthly_report', 'monthly_report', 'id');

CREATE TABLE monthly_row (
    report_id    uuid NOT NULL REFERENCES monthly_report (id),
    facility_id  uuid NOT NULL REFERENCES facility (id),
    measure      text NOT NULL CHECK (measure IN ('plots', 'niches', 'eco_plots', 'beds', 'nursing_beds', 'places', 'none')),
    total        integer CHECK (total >= 0),
    used         integer CHECK (used >= 0),
    before_total integer,
    before_used  integer,
    PRIMARY KEY (report_id, facility_id, measure)
);
COMMENT ON TABLE monthly_row IS 'Figures of a facility as the report confirmed them, and those at the end of the month before; none: a facility without capacity, confirmed in use.';
CREATE INDEX monthly_row_facility ON monthly_row (facility_id);
SELECT track('monthly_row', 'monthly_report', 'report_id');

-- The edition that stands: the last one of a township and month, returned or not.
CREATE VIEW monthly_standing AS
    SELECT r.* FROM monthly_report r
    WHERE NOT EXISTS (SELECT FROM monthly_report n WHERE n.area_code = r.area_code AND n.month = r.month AND n.edition > r.edition);
COMMENT ON VIEW monthly_standing IS 'The last edition of each report, returned or not.';

CREATE VIEW pub_monthly_report AS
    SELECT id, area_code, month, cremations, burials, eco_burials, deaths, received_at
    FROM monthly_standing WHERE returned_at IS NULL;
COMMENT ON VIEW pub_monthly_report IS 'Confirmed reports that stand, by township of their day and first day of the month: the burials, cremations and eco-burials of the period.';

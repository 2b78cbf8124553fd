-- Life of a facility: what is dated (capacity, grade, operator, stages, greening, service area), papers, approvals
-- and filings, contacts. Burial zones. Plan documents with their projects.

CREATE TABLE facility_stage (
    facility_id uuid NOT NULL REFERENCES facility (id),
    code        text NOT NULL CHECK (code <> ''),
    passed_on   date NOT NULL,
    document    text NOT NULL DEFAULT '',
    note        text NOT NULL DEFAULT '',
    PRIMARY KEY (facility_id, code)
);
COMMENT ON TABLE facility_stage IS 'Stages (阶段) of its kind that a facility has passed, with the day and the document''s number; scans are attachments.';
SELECT track('facility_stage', 'facility', 'facility_id');

CREATE TABLE facility_capacity (
    facility_id uuid NOT NULL REFERENCES facility (id),
    measure     text NOT NULL CHECK (measure IN ('plots', 'niches', 'eco_plots', 'beds', 'nursing_beds', 'places')),
    on_day      date NOT NULL,
    total       integer CHECK (total >= 0),
    used        integer CHECK (used >= 0),
    source      text NOT NULL DEFAULT '',
    document    text NOT NULL DEFAULT '',
    PRIMARY KEY (facility_id, measure, on_day),
    CONSTRAINT facility_capacity_says CHECK (total IS NOT NULL OR used IS NOT NULL)
);
COMMENT ON TABLE facility_capacity IS 'What a facility held on a day: plots 墓穴, niches 格位, eco_plots 生态安葬位, beds 床位 (used: residents), nursing_beds 护理型床位, places 位.';
COMMENT ON COLUMN facility_capacity.on_day IS 'From this day on, until a later row says otherwise; -infinity: before the first dated figure.';
COMMENT ON COLUMN facility_capacity.source IS 'Where the figure is from: survey, monthly report, record …';
SELECT track('facility_capacity', 'facility', 'facility_id');

CREATE TABLE facility_grade (
    facility_id uuid NOT NULL REFERENCES facility (id),
    from_on     date NOT NULL,
    grade       integer CHECK (grade BETWEEN 1 AND 5),
    document    text NOT NULL DEFAULT '',
    PRIMARY KEY (facility_id, from_on)
);
COMMENT ON TABLE facility_grade IS 'Grade (等级) of a facility from a day on; null: it lost its grade, or had none.';
SELECT track('facility_grade', 'facility', 'facility_id');

CREATE TABLE facility_operator (
    facility_id uuid NOT NULL REFERENCES facility (id),
    from_on     date NOT NULL,
    operator    text NOT NULL DEFAULT '',
    document    text NOT NULL DEFAULT '',
    PRIMARY KEY (facility_id, from_on)
);
COMMENT ON TABLE facility_operator IS 'Who runs a facility (运营单位) from a day on; empty: nobody.';
SELECT track('facility_operator', 'facility', 'facility_id');

CREATE TABLE facility_greening (
    facility_id uuid NOT NULL REFERENCES facility (id),
    year        integer NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    percent     double precision NOT NULL CHECK (percent BETWEEN 0 AND 100),
    document    text NOT NULL DEFAULT '',
    PRIMARY KEY (facility_id, year)
);
COMMENT ON TABLE facility_greening IS 'Greening share of the burial ground (墓区绿化率) at the end of a year, percent.';
SELECT track('facility_greening', 'facility', 'facility_id');

CREATE TABLE greening_target (
    area_code text PRIMARY KEY REFERENCES area (code),
    steps     jsonb NOT NULL DEFAULT '[]',
    document  text NOT NULL DEFAULT '',
    version   bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE greening_target IS 'Greening share to reach by year, of a prefecture or a county: [{"year", "percent"}], ascending, with the document that sets it.';
SELECT track('greening_target', 'greening_target', 'area_code');

CREATE TABLE facility_papers (
    facility_id uuid PRIMARY KEY REFERENCES facility (id),
    complete    boolean,
    missing     text[] NOT NULL DEFAULT '{}',
    checked_on  date,
    note        text NOT NULL DEFAULT '',
    CONSTRAINT facility_papers_missing CHECK (complete IS NOT TRUE OR cardinality(missing) = 0)
);
COMMENT ON TABLE facility_papers IS 'Whether the papers (手续) of a facility are complete; no row or null: unknown.';
SELECT track('facility_papers', 'facility', 'facility_id');

CREATE TABLE facility_filing (
    id          uuid PRIMARY KEY,
    facility_id uuid NOT NULL REFERENCES facility (id),
    matter      text NOT NULL CHECK (matter IN ('land', 'forestry', 'construction', 'environment', 'fire', 'licence', 'registration', 'filing', 'other')),
    title       text NOT NULL DEFAULT '',
    number      text NOT NULL DEFAULT '',
    authority   text NOT NULL DEFAULT '',
    applied_on  date,
    granted_on  date,
    valid_to    date,
    note        text NOT NULL DEFAULT '',
    CONSTRAINT facility_filing_dates CHECK (applied_on <= granted_on AND granted_on <= valid_to)
);
COMMENT ON TABLE facility_filing IS 'Approvals and filings: land 用地, forestry 林地, construction 建设, environment 环评, fire 消防, licence 许可, registration 登记, filing 备案.';
COMMENT ON COLUMN facility_filing.valid_to IS 'Last day on which it holds; null: no end.';
CREATE INDEX facility_filing_facility ON facility_filing (facility_id);
SELECT track('facility_filing', 'facility', 'facility_id');

CREATE TABLE facility_service (
    facility_id uuid NOT NULL REFERENCES facility (id),
    area_code   text NOT NULL REFERENCES area (code),
    role        text NOT NULL CHECK (role IN ('shared', 'service')),
    from_on     date NOT NULL DEFAULT '-infinity',
    to_on       date,
    document    text NOT NULL DEFAULT '',
    PRIMARY KEY (facility_id, area_code, role, from_on),
    CONSTRAINT facility_service_dates CHECK (from_on < to_on)
);
COMMENT ON TABLE facility_service IS 'Villages and townships that a facility declares to serve: service, or shared (联建), one site of several.';
COMMENT ON COLUMN facility_service.from_on IS 'First day; -infinity: since ever.';
COMMENT ON COLUMN facility_service.to_on IS 'First day on which it no longer does; null: still.';
CREATE INDEX facility_service_area ON facility_service (area_code text_pattern_ops);
SELECT track('facility_service', 'facility', 'facility_id');

CREATE TABLE facility_contact (
    id          uuid PRIMARY KEY,
    facility_id uuid NOT NULL REFERENCES facility (id),
    role        text NOT NULL CHECK (role IN ('head', 'duty', 'liaison', 'other')),
    name        text NOT NULL CHECK (name <> ''),
    phone       text NOT NULL DEFAULT '',
    note        text NOT NULL DEFAULT '',
    seq         integer NOT NULL DEFAULT 0
);
COMMENT ON TABLE facility_contact IS 'Whom to call (head 负责人, duty 值班, liaison 联络人). For accounts with a right to facilities of the area only: name, phone and note are left out of revisions.';
CREATE INDEX facility_contact_facility ON facility_contact (facility_id, seq);
SELECT track('facility_contact', 'facility', 'facility_id', '{name,phone,note}');

-- What the capacity columns of a facility measure, by its kind; null: nothing.
CREATE FUNCTION facility_measure(p_kind text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN k.capacity_kind = 'none' THEN NULL
                WHEN k.capacity_kind = 'plots' AND k.ledger = 'eco_burial' THEN 'eco_plots'
                ELSE k.capacity_kind END
    FROM cairn.facility_kind k WHERE k.code = p_kind
$$;

-- What facilities hold on a day: the newest dated figures up to it, total and used each for itself; where a
-- facility has no dated figure of a measure at all, what its record says.
CREATE FUNCTION facility_capacity_on(p_day date) RETURNS TABLE (facility_id uuid, measure text, total integer, used integer)
LANGUAGE sql STABLE AS $$
    SELECT c.facility_id, c.measure,
           (array_agg(c.total ORDER BY c.on_day DESC) FILTER (WHERE c.total IS NOT NULL))[1],
           (array_agg(c.used ORDER BY c.on_day DESC) FILTER (WHERE c.used IS NOT NULL))[1]
    FROM cairn.facility_capacity c WHERE c.on_day <= p_day
    GROUP BY c.facility_id, c.measure
    UNION ALL
    SELECT v.id, v.measure, v.total, v.used
    FROM (SELECT f.id, m.measure, f.capacity AS total, f.used
          FROM cairn.facility f JOIN (SELECT k.code, cairn.facility_measure(k.code) AS measure FROM cairn.facility_kind k) m ON m.code = f.kind
          WHERE m.measure IS NOT NULL AND (f.capacity IS NOT NULL OR f.used IS NOT NULL)
          UNION ALL
          SELECT f.id, 'nursing_beds', f.nursing_beds, NULL FROM cairn.facility f WHERE f.nursing_beds IS NOT NULL) v
    WHERE NOT EXISTS (SELECT FROM cairn.facility_capacity c WHERE c.facility_id = v.id AND c.measure = v.measure)
$$;

-- The grade of facilities on a day, null left out: by the dated rows, else by the record.
CREATE FUNCTION facility_grade_on(p_day date) RETURNS TABLE (facility_id uuid, grade integer) LANGUAGE sql STABLE AS $$
    SELECT g.facility_id, g.grade
    FROM (SELECT DISTINCT ON (g.facility_id) g.facility_id, g.grade FROM cairn.facility_grade g
          WHERE g.from_on <= p_day ORDER BY g.facility_id, g.from_on DESC) g
    WHERE g.grade IS NOT NULL
    UNION ALL
    SELECT f.id, f.grade FROM cairn.facility f
    WHERE f.grade IS NOT NULL AND NOT EXISTS (SELECT FROM cairn.facility_grade g WHERE g.facility_id = f.id)
$$;

-- A figure of the record that is edited by another door is dated today where dated rows exist: the newest one and
-- the record never say two things.
CREATE FUNCTION date_facility_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cairn.facility_capacity AS c (facility_id, measure, on_day, total, used, source)
    SELECT NEW.id, n.measure, current_date, n.total, n.used, 'record'
    FROM (VALUES (cairn.facility_measure(NEW.kind), NEW.capacity, NEW.used), ('nursing_beds', NEW.nursing_beds, NULL)) n (measure, total, used)
    JOIN LATERAL (
        SELECT (array_agg(o.total ORDER BY o.on_day DESC) FILTER (WHERE o.total IS NOT NULL))[1] AS total,
               (array_agg(o.used ORDER BY o.on_day DESC) FILTER (WHERE o.used IS NOT NULL))[1] AS used, count(*) AS n
        FROM cairn.facility_capacity o WHERE o.facility_id = NEW.id AND o.measure = n.measure) d ON d.n > 0
    WHERE (n.total IS NOT NULL AND n.total IS DISTINCT FROM d.total) OR (n.used IS NOT NULL AND n.used IS DISTINCT FROM d.used)
    ON CONFLICT (facility_id, measure, on_day) DO UPDATE
        SET total = coalesce(excluded.total, c.total), used = coalesce(excluded.used, c.used), source = excluded.source;
    INSERT INTO cairn.facility_grade (facility_id, from_on, grade)
    SELECT NEW.id, current_date, NEW.grade
    WHERE NEW.grade IS DISTINCT FROM (SELECT g.grade FROM cairn.facility_grade g WHERE g.facility_id = NEW.id ORDER BY g.from_on DESC LIMIT 1)
      AND EXISTS (SELECT FROM cairn.facility_grade g WHERE g.facility_id = NEW.id)
    ON CONFLICT (facility_id, from_on) DO UPDATE SET grade = excluded.grade;
    INSERT INTO cairn.facility_operator (facility_id, from_on, operator)
    SELECT NEW.id, current_date, NEW.operator
    WHERE NEW.operator <> (SELECT o.operator FROM cairn.facility_operator o WHERE o.facility_id = NEW.id ORDER BY o.from_on DESC LIMIT 1)
    ON CONFLICT (facility_id, from_on) DO UPDATE SET operator = excluded.operator;
    RETURN NULL;
END $$;
CREATE TRIGGER date_figures AFTER UPDATE OF capacity, used, nursing_beds, grade, operator ON facility
    FOR EACH ROW WHEN ((OLD.capacity, OLD.used, OLD.nursing_beds, OLD.grade, OLD.operator)
        IS DISTINCT FROM (NEW.capacity, NEW.used, NEW.nursing_beds, NEW.grade, NEW.operator))
    EXECUTE FUNCTION date_facility_figures();

CREATE TABLE burial_zone (
    id         uuid PRIMARY KEY,
    kind       text NOT NULL CHECK (kind IN ('cremation', 'ethnic_eco', 'earth')),
    name       text NOT NULL CHECK (name <> ''),
    area_code  text NOT NULL REFERENCES area (code),
    by_areas   boolean NOT NULL DEFAULT false,
    geom       public.geometry(MultiPolygon, 4490),
    from_on    date NOT NULL,
    to_on      date,
    document   text NOT NULL DEFAULT '',
    note       text NOT NULL DEFAULT '',
    retired    boolean NOT NULL DEFAULT false,
    version    bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT burial_zone_dates CHECK (from_on < to_on)
);
COMMENT ON TABLE burial_zone IS 'Burial zones: cremation 火葬区, ethnic_eco 少数民族生态安葬区, earth 土葬改革区.';
COMMENT ON COLUMN burial_zone.area_code IS 'The county or township whose government drew it: rights go by it.';
COMMENT ON COLUMN burial_zone.by_areas IS 'It is made of whole areas (burial_zone_area); geom is their union.';
COMMENT ON COLUMN burial_zone.to_on IS 'First day on which it no longer holds; null: still.';
CREATE INDEX burial_zone_geom ON burial_zone USING gist (geom);
SELECT track('burial_zone', 'burial_zone', 'id');
SELECT announce('burial_zone', 'burial_zone', 'id');

CREATE TABLE burial_zone_area (
    zone_id   uuid NOT NULL REFERENCES burial_zone (id),
    area_code text NOT NULL REFERENCES area (code),
    PRIMARY KEY (zone_id, area_code)
);
CREATE INDEX burial_zone_area_code ON burial_zone_area (area_code);
SELECT track('burial_zone_area', 'burial_zone', 'zone_id');

-- The extent of areas as one shape; null when none of them has one.
CREATE FUNCTION areas_shape(p_codes text[]) RETURNS public.geometry LANGUAGE sql STABLE AS $$
    SELECT public.ST_Multi(public.ST_Union(a.geom)) FROM cairn.area a WHERE a.code = ANY (p_codes)
$$;

-- Zones made of areas take the new shape of an area.
CREATE FUNCTION reshape_burial_zones() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cairn.burial_zone z
    SET geom = cairn.areas_shape(ARRAY(SELECT x.area_code FROM cairn.burial_zone_area x WHERE x.zone_id = z.id))
    WHERE z.by_areas AND EXISTS (SELECT FROM cairn.burial_zone_area x WHERE x.zone_id = z.id AND x.area_code = NEW.code);
    RETURN NULL;
END $$;
CREATE TRIGGER reshape_zones AFTER UPDATE OF geom ON area FOR EACH ROW EXECUTE FUNCTION reshape_burial_zones();

CREATE VIEW map_burial_zone AS
    SELECT id, id::text AS key, kind, name, geom FROM burial_zone
    WHERE NOT retired AND geom IS NOT NULL AND from_on <= current_date AND (to_on IS NULL OR to_on > current_date);

CREATE TABLE facility_plan (
    id         uuid PRIMARY KEY,
    title      text NOT NULL CHECK (title <> ''),
    number     text NOT NULL DEFAULT '',
    authority  text NOT NULL DEFAULT '',
    issued_on  date,
    area_code  text NOT NULL REFERENCES area (code),
    year_from  integer NOT NULL CHECK (year_from BETWEEN 1950 AND 2200),
    year_to    integer NOT NULL CHECK (year_to BETWEEN 1950 AND 2200),
    note       text NOT NULL DEFAULT '',
    retired    boolean NOT NULL DEFAULT false,
    version    bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT facility_plan_years CHECK (year_from <= year_to)
);
COMMENT ON TABLE facility_plan IS 'A document with a table of projects (规划项目表); its file is an attachment.';
CREATE INDEX facility_plan_area ON facility_plan (area_code text_pattern_ops);
SELECT track('facility_plan', 'facility_plan', 'id');

CREATE TABLE facility_plan_row (
    id              uuid PRIMARY KEY,
    plan_id         uuid NOT NULL REFERENCES facility_plan (id),
    seq             integer NOT NULL,
    year            integer NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    area_code       text NOT NULL REFERENCES area (code),
    kind            text NOT NULL REFERENCES facility_kind (code),
    name            text NOT NULL CHECK (name <> ''),
    capacity        integer CHECK (capacity >= 0),
    investment_yuan bigint CHECK (investment_yuan >= 0),
    subsidy_yuan    bigint CHECK (subsidy_yuan >= 0),
    facility_id     uuid REFERENCES facility (id),
    note            text NOT NULL DEFAULT '',
    CONSTRAINT facility_plan_row_facility UNIQUE (plan_id, facility_id)
);
COMMENT ON TABLE facility_plan_row IS 'A project of a plan: what is to be in use at the end of its year, and the facility that it became.';
COMMENT ON COLUMN facility_plan_row.facility_id IS 'Null: the township is not known yet, so that no facility could be entered.';
CREATE INDEX facility_plan_row_plan ON facility_plan_row (plan_id, seq);
CREATE INDEX facility_plan_row_known ON facility_plan_row (facility_id);
SELECT track('facility_plan_row', 'facility_plan', 'plan_id');

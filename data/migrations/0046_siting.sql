-- Siting: dated, cited rules of what keeps a site away; runs, stored as they were asked and answered; scenarios.

CREATE TABLE siting_rule (
    id         uuid PRIMARY KEY,
    ref        text CONSTRAINT siting_rule_ref_key UNIQUE,
    instrument text NOT NULL CHECK (instrument <> ''),
    article    text NOT NULL DEFAULT '',
    text       text NOT NULL DEFAULT '',
    valid_from date,
    valid_to   date,
    feature    text NOT NULL CHECK (feature IN ('constraint', 'road', 'settlement', 'facility')),
    classes    text[] NOT NULL DEFAULT '{}',
    grade      integer,
    distance_m double precision NOT NULL CHECK (distance_m >= 0 AND distance_m <= 50000),
    severity   text NOT NULL CHECK (severity IN ('exclude', 'warn')),
    kinds      text[] NOT NULL DEFAULT '{}',
    source     text NOT NULL DEFAULT '',
    note       text NOT NULL DEFAULT '',
    retired    boolean NOT NULL DEFAULT false,
    version    bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT siting_rule_dates CHECK (valid_from < valid_to)
);
COMMENT ON TABLE siting_rule IS 'What keeps a facility away from what, by an instrument and article, while it is in force.';
COMMENT ON COLUMN siting_rule.valid_to IS 'First day on which it is no longer in force.';
COMMENT ON COLUMN siting_rule.feature IS 'What it keeps away from: siting constraints, roads, settlements (seats of areas), facilities.';
COMMENT ON COLUMN siting_rule.classes IS 'Kinds of constraint, classes of road, levels of area, kinds of facility; empty: all of them.';
COMMENT ON COLUMN siting_rule.grade IS 'Grade of the constraint; null: any.';
COMMENT ON COLUMN siting_rule.distance_m IS 'Least distance, metres on the ellipsoid; 0: not inside.';
COMMENT ON COLUMN siting_rule.kinds IS 'Kinds of facility that it holds for; empty: all of them.';
SELECT track('siting_rule', 'siting_rule', 'id');

CREATE TABLE siting_run (
    id            uuid PRIMARY KEY,
    number        bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT siting_run_number_key UNIQUE,
    name          text NOT NULL DEFAULT '',
    area_code     text NOT NULL DEFAULT '',
    ask           jsonb NOT NULL,
    repeat_of     uuid REFERENCES siting_run (id),
    stored_inputs boolean NOT NULL DEFAULT false,
    asked_by      uuid,
    asked_login   text NOT NULL,
    asked_name    text NOT NULL DEFAULT '',
    asked_at      timestamptz NOT NULL DEFAULT now(),
    state         text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'done', 'cancelled', 'failed', 'infeasible')),
    finished_at   timestamptz,
    error         jsonb,
    versions      jsonb,
    summary       jsonb,
    input         bytea,
    result        bytea,
    digest        text NOT NULL DEFAULT '',
    CONSTRAINT siting_run_end CHECK ((state = 'queued') = (finished_at IS NULL))
);
COMMENT ON TABLE siting_run IS 'A question for sites and its answer; never changed once it has ended.';
COMMENT ON COLUMN siting_run.state IS 'queued until it ends; a row of siting_progress says that it runs.';
COMMENT ON COLUMN siting_run.stored_inputs IS 'A repetition on the inputs of repeat_of, not on those of the day.';
COMMENT ON COLUMN siting_run.error IS 'Message of a run that failed: {"key", "params"}.';
COMMENT ON COLUMN siting_run.versions IS 'Data, network and rule versions that it was answered by.';
COMMENT ON COLUMN siting_run.input IS 'Demands, candidates with their exclusions, fixed sites and costs, as JSON by gzip.';
COMMENT ON COLUMN siting_run.result IS 'The answer, as JSON by gzip.';
COMMENT ON COLUMN siting_run.digest IS 'SHA-256 of input and result.';
CREATE INDEX siting_run_asked ON siting_run (asked_at DESC, id DESC);
CREATE INDEX siting_run_queue ON siting_run (asked_at, id) WHERE state = 'queued';
SELECT track('siting_run', 'siting_run', 'id', '{input,result}');

CREATE FUNCTION keep_siting_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'queued' THEN
        RAISE EXCEPTION 'a siting run that has ended is kept as it is' USING ERRCODE = 'CA002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON siting_run FOR EACH ROW EXECUTE FUNCTION keep_siting_run();

CREATE TABLE siting_progress (
    run_id     uuid PRIMARY KEY REFERENCES siting_run (id),
    worker     text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    at         timestamptz NOT NULL DEFAULT now(),
    phase      text NOT NULL DEFAULT 'prepare',
    incumbent  double precision,
    bound      double precision,
    gap        double precision,
    cancel     boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE siting_progress IS 'Runs under way, one row each, told anew every second or so; no part of the record.';

CREATE TABLE siting_scenario (
    id         uuid PRIMARY KEY,
    name       text NOT NULL CHECK (name <> ''),
    kind       text NOT NULL REFERENCES facility_kind (code),
    area_code  text NOT NULL REFERENCES area (code),
    run_id     uuid REFERENCES siting_run (id),
    note       text NOT NULL DEFAULT '',
    author     text NOT NULL DEFAULT '',
    retired    boolean NOT NULL DEFAULT false,
    version    bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE siting_scenario IS 'A named set of sites that might be built (方案), to be compared with what there is.';
CREATE INDEX siting_scenario_area ON siting_scenario (area_code text_pattern_ops);
SELECT track('siting_scenario', 'siting_scenario', 'id');

CREATE TABLE siting_scenario_site (
    scenario_id uuid NOT NULL REFERENCES siting_scenario (id),
    seq         integer NOT NULL CHECK (seq > 0),
    name        text NOT NULL CHECK (name <> ''),
    geom        public.geometry(Point, 4490) NOT NULL,
    capacity    integer CHECK (capacity >= 0),
    price       double precision CHECK (price >= 0),
    candidate   text NOT NULL DEFAULT '',
    facility_id uuid REFERENCES facility (id),
    PRIMARY KEY (scenario_id, seq)
);
COMMENT ON COLUMN siting_scenario_site.candidate IS 'Key of the candidate of the run that it was.';
COMMENT ON COLUMN siting_scenario_site.facility_id IS 'The planned facility that it became.';
SELECT track('siting_scenario_site', 'siting_scenario', 'scenario_id');

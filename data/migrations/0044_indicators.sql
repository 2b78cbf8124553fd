-- Indicators of plans (规划指标) as data, figures reported of them, and what capacity in years is computed from.

CREATE TABLE indicator (
    id           uuid PRIMARY KEY,
    plan_id      uuid NOT NULL REFERENCES facility_plan (id),
    code         text NOT NULL CHECK (code ~ '^[a-z][a-z0-9_]{0,59}$'),
    name         text NOT NULL CHECK (name <> ''),
    name_en      text NOT NULL DEFAULT '',
    attribute    text NOT NULL CHECK (attribute IN ('binding', 'expected')),
    unit         text NOT NULL CHECK (unit IN ('percent', 'per_1000', 'count')),
    unit_name    text NOT NULL DEFAULT '',
    direction    text NOT NULL DEFAULT 'up' CHECK (direction IN ('up', 'down')),
    formula      text NOT NULL DEFAULT '',
    params       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(params) = 'object'),
    base_year    integer CHECK (base_year BETWEEN 1950 AND 2200),
    base_value   double precision,
    target_year  integer CHECK (target_year BETWEEN 1950 AND 2200),
    target_value double precision,
    source       text NOT NULL DEFAULT '',
    note         text NOT NULL DEFAULT '',
    sort         integer NOT NULL DEFAULT 0,
    retired      boolean NOT NULL DEFAULT false,
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT indicator_code_key UNIQUE (plan_id, code),
    CONSTRAINT indicator_years CHECK (base_year < target_year)
);
COMMENT ON COLUMN indicator.plan_id IS 'The document that sets it; its area is the area of the indicator.';
COMMENT ON COLUMN indicator.attribute IS 'binding: 约束性, expected: 预期性.';
COMMENT ON COLUMN indicator.formula IS 'Name in the register of formulas; empty: only reported figures are known.';
COMMENT ON COLUMN indicator.source IS 'Where in the document it stands.';
CREATE INDEX indicator_plan ON indicator (plan_id, sort);
SELECT track('indicator', 'indicator', 'id');

CREATE TABLE indicator_target (
    indicator_id uuid NOT NULL REFERENCES indicator (id),
    area_code    text NOT NULL REFERENCES area (code),
    base_value   double precision,
    target_value double precision NOT NULL,
    PRIMARY KEY (indicator_id, area_code)
);
COMMENT ON TABLE indicator_target IS 'What the plan asks of areas inside its own.';
SELECT track('indicator_target', 'indicator', 'indicator_id');

CREATE TABLE indicator_reported (
    indicator_id uuid NOT NULL REFERENCES indicator (id),
    area_code    text NOT NULL REFERENCES area (code),
    as_of        date NOT NULL,
    value        double precision NOT NULL,
    document     text NOT NULL CHECK (document <> ''),
    note         text NOT NULL DEFAULT '',
    PRIMARY KEY (indicator_id, area_code, as_of)
);
COMMENT ON TABLE indicator_reported IS 'Figures as they were reported; nothing computes or mends them.';
SELECT track('indicator_reported', 'indicator', 'indicator_id');

CREATE TABLE burial_parameter (
    id         uuid PRIMARY KEY,
    area_code  text NOT NULL REFERENCES area (code),
    what       text NOT NULL CHECK (what IN ('death_rate', 'uptake_plots', 'uptake_niches', 'uptake_eco_plots')),
    value      double precision NOT NULL CHECK (value >= 0 AND value <= CASE what WHEN 'death_rate' THEN 1000 ELSE 100 END),
    from_on    date NOT NULL,
    to_on      date,
    source     text NOT NULL CHECK (source <> ''),
    note       text NOT NULL DEFAULT '',
    retired    boolean NOT NULL DEFAULT false,
    version    bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT burial_parameter_dates CHECK (from_on < to_on)
);
COMMENT ON TABLE burial_parameter IS 'Death rate per mille and uptake in percent of deaths; the row of the finest area holds, of several the one that began last.';
COMMENT ON COLUMN burial_parameter.to_on IS 'First day on which it no longer holds.';
CREATE INDEX burial_parameter_area ON burial_parameter (area_code, what, from_on);
SELECT track('burial_parameter', 'burial_parameter', 'id');

CREATE TABLE sizing_standard (
    id            uuid PRIMARY KEY,
    name          text NOT NULL CHECK (name <> ''),
    document      text NOT NULL CHECK (document <> ''),
    rule          text NOT NULL CHECK (rule IN ('demand', 'ratio')),
    measure       text NOT NULL CHECK (measure IN ('plots', 'niches', 'eco_plots')),
    years         double precision CHECK (years > 0 AND years <= 200),
    share_percent double precision CHECK (share_percent > 0 AND share_percent <= 100),
    of_measure    text CHECK (of_measure IN ('plots', 'niches', 'eco_plots')),
    factor        double precision CHECK (factor > 0 AND factor <= 1000),
    note          text NOT NULL DEFAULT '',
    sort          integer NOT NULL DEFAULT 0,
    retired       boolean NOT NULL DEFAULT false,
    version       bigint NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sizing_standard_rule CHECK (CASE rule
        WHEN 'demand' THEN years IS NOT NULL AND of_measure IS NULL AND factor IS NULL
        ELSE years IS NULL AND share_percent IS NULL AND of_measure IS NOT NULL AND factor IS NOT NULL AND of_measure <> measure END)
);
COMMENT ON COLUMN sizing_standard.rule IS 'demand: population × death rate × years × share; ratio: factor × what there is of of_measure.';
COMMENT ON COLUMN sizing_standard.share_percent IS 'Share of the deaths; null: the uptake on record.';
SELECT track('sizing_standard', 'sizing_standard', 'id');

SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'sizing standards');
INSERT INTO sizing_standard (id, name, document, rule, measure, years, share_percent, of_measure, factor, note, sort) VALUES
    ('0193d2a0-0000-7000-8000-000000000441', '墓穴：20 年需求的一半', 'DB34/T 4180（安徽）', 'demand', 'plots', 20, 50, NULL, NULL, '人口 × 死亡率 × 20 年 × 50 %', 10),
    ('0193d2a0-0000-7000-8000-000000000442', '格位：20 年需求', '建标 182（征求意见稿）', 'demand', 'niches', 20, NULL, NULL, NULL, '按已录入的选用比例', 20),
    ('0193d2a0-0000-7000-8000-000000000443', '格位：不少于墓穴的 2 倍', '建标 182（征求意见稿）', 'ratio', 'niches', NULL, NULL, 'plots', 2, '', 30);

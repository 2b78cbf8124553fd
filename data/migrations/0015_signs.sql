-- Name signs (地名标志) and the yearly plans by which names get theirs.

CREATE TABLE sign_plan (
    id           uuid PRIMARY KEY,
    title        text NOT NULL CHECK (title <> ''),
    area_code    text NOT NULL REFERENCES area (code),
    year         integer NOT NULL CHECK (year BETWEEN 1950 AND 2200),
    target_names integer CHECK (target_names BETWEEN 0 AND 1000000),
    target_signs integer CHECK (target_signs BETWEEN 0 AND 1000000),
    source       text NOT NULL DEFAULT '',
    retired      boolean NOT NULL DEFAULT false,
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN sign_plan.target_names IS 'Names that are to have their signs; null: not stated.';
COMMENT ON COLUMN sign_plan.source IS 'The document that states the plan.';
CREATE INDEX sign_plan_area ON sign_plan (area_code text_pattern_ops, year);
SELECT track('sign_plan', 'sign_plan', 'id');

CREATE TABLE sign (
    id              uuid PRIMARY KEY,
    place_id        uuid NOT NULL REFERENCES place (id),
    plan_id         uuid REFERENCES sign_plan (id),
    kind            text NOT NULL CHECK (kind IN ('street', 'village', 'residence', 'building', 'door', 'area', 'scenic', 'natural', 'other')),
    text            text NOT NULL CHECK (text <> ''),
    romanised       text NOT NULL DEFAULT '',
    geom            public.geometry(Point, 4490),
    position_reason text NOT NULL DEFAULT '',
    condition       text NOT NULL DEFAULT 'planned' CHECK (condition IN ('planned', 'good', 'worn', 'damaged', 'missing', 'wrong')),
    installed_on    date,
    checked_on      date,
    note            text NOT NULL DEFAULT '',
    retired         boolean NOT NULL DEFAULT false,
    version         bigint NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sign_installed CHECK (condition = 'planned' OR installed_on IS NOT NULL),
    CONSTRAINT sign_not_yet CHECK (condition <> 'planned' OR installed_on IS NULL)
);
COMMENT ON COLUMN sign.kind IS 'street 街路巷, village 村, residence 居民区, building 楼栋, door 门牌, area 行政区域, scenic 纪念地旅游景点, natural 自然地理实体.';
COMMENT ON COLUMN sign.text IS 'What the sign says; it should be the standard name.';
COMMENT ON COLUMN sign.condition IS 'wrong: it stands, but says the wrong thing.';
CREATE INDEX sign_place ON sign (place_id);
CREATE INDEX sign_plan_id ON sign (plan_id) WHERE plan_id IS NOT NULL;
SELECT track('sign', 'sign', 'id');

CREATE VIEW sign_record AS
    SELECT s.id, s.place_id, p.name AS place_name, p.class_code, p.area_code,
           ARRAY(SELECT a.name FROM pub_area a
                 WHERE a.code IN (left(p.area_code, 4), left(p.area_code, 6), left(p.area_code, 9), left(p.area_code, 12))
                 ORDER BY a.code) AS area_path,
           s.plan_id, coalesce(n.title, '') AS plan_title, n.year, s.kind, s.text, s.romanised,
           public.ST_X(s.geom) AS lon, public.ST_Y(s.geom) AS lat, s.position_reason, s.condition,
           to_char(s.installed_on, 'YYYY-MM-DD') AS installed_on, to_char(s.checked_on, 'YYYY-MM-DD') AS checked_on,
           s.note, s.text <> p.name AS differs, s.retired, s.version, s.created_at, s.updated_at
    FROM sign s
    JOIN place p ON p.id = s.place_id
    LEFT JOIN sign_plan n ON n.id = s.plan_id;
COMMENT ON VIEW sign_record IS 'A sign belongs to the area of its entry; differs: it does not say the standard name.';

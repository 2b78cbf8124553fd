-- Data-quality reviews of a class of entries (数据质量核查): checks that a bureau edits, and lists to work off.

CREATE TABLE quality_check (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL CHECK (kind IN ('complete', 'code', 'area_name', 'pinyin', 'position', 'dates')),
    class_prefix text NOT NULL DEFAULT '' CHECK (class_prefix ~ '^[0-9]{0,5}$'),
    params       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(params) = 'object'),
    severity     text NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
    note         text NOT NULL DEFAULT '',
    enabled      boolean NOT NULL DEFAULT true,
    version      bigint NOT NULL DEFAULT 1,
    CONSTRAINT quality_check_class_key UNIQUE (kind, class_prefix)
);
COMMENT ON COLUMN quality_check.class_prefix IS 'Beginning of the class codes that it is for; of one kind the longest counts.';
COMMENT ON COLUMN quality_check.params IS 'complete: fields; pinyin: whole; position: reason_excuses; the others have none.';
SELECT track('quality_check', 'quality_check', 'id');

CREATE TABLE quality_review (
    id           uuid PRIMARY KEY,
    title        text NOT NULL CHECK (title <> ''),
    class_prefix text NOT NULL DEFAULT '',
    area_code    text NOT NULL,
    author       text NOT NULL,
    entries      integer NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    looked_at    timestamptz NOT NULL DEFAULT now(),
    closed_at    timestamptz,
    version      bigint NOT NULL DEFAULT 1
);
COMMENT ON COLUMN quality_review.entries IS 'Standing entries at the last look.';
SELECT track('quality_review', 'quality_review', 'id');

CREATE TABLE quality_item (
    id         uuid PRIMARY KEY,
    review_id  uuid NOT NULL REFERENCES quality_review (id),
    place_id   uuid NOT NULL REFERENCES place (id),
    name       text NOT NULL,
    class_code text NOT NULL,
    area_code  text NOT NULL,
    kind       text NOT NULL,
    subject    text NOT NULL DEFAULT '',
    severity   text NOT NULL,
    key        text NOT NULL,
    params     jsonb NOT NULL DEFAULT '{}',
    state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'mended', 'accepted')),
    reason     text NOT NULL DEFAULT '',
    judged_by  text NOT NULL DEFAULT '',
    judged_at  timestamptz,
    found_at   timestamptz NOT NULL,
    mended_at  timestamptz,
    version    bigint NOT NULL DEFAULT 1,
    CONSTRAINT quality_item_subject_key UNIQUE (review_id, place_id, kind, subject)
);
COMMENT ON TABLE quality_item IS 'One fault of one entry: open → mended (the next look finds it right) | accepted as it is, for a reason.';
CREATE INDEX quality_item_place ON quality_item (place_id);
SELECT track('quality_item', 'quality_review', 'review_id');

SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'data-quality checks to begin with');
INSERT INTO quality_check (id, kind, class_prefix, params, severity, note) VALUES
    (gen_random_uuid(), 'complete',  '',   '{"fields": ["pinyin", "geom"]}', 'warning', ''),
    (gen_random_uuid(), 'complete',  '21', '{"fields": ["pinyin", "geom", "place_code", "division_code", "meaning", "origin_text", "history"]}', 'warning', '行政区域类'),
    (gen_random_uuid(), 'code',      '',   '{}', 'error', '地名代码、所指政区代码与所属政区相符'),
    (gen_random_uuid(), 'area_name', '21', '{}', 'error', '标准名称与政区名称相同'),
    (gen_random_uuid(), 'pinyin',    '',   '{"whole": true}', 'warning', '拼写与名称逐字相符'),
    (gen_random_uuid(), 'position',  '',   '{"reason_excuses": true}', 'error', '位置在所属政区范围内'),
    (gen_random_uuid(), 'dates',     '',   '{}', 'error', '日期先后');

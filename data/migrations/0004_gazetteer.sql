-- Gazetteer entries (地名), one row per name form for search, and the dated ledger of edits.

CREATE TABLE place_class (
    code   text PRIMARY KEY CHECK (code ~ '^[0-9]{5}$'),
    name   text NOT NULL CHECK (name <> ''),
    remark text NOT NULL DEFAULT '',
    origin text NOT NULL DEFAULT ''
);
COMMENT ON TABLE place_class IS 'Class codes after GB/T 18521; a bureau replaces them.';
SELECT track('place_class', 'place_class', 'code');

CREATE TABLE place (
    id              uuid PRIMARY KEY,
    ref             text CONSTRAINT place_ref_key UNIQUE,
    name            text NOT NULL CHECK (name <> ''),
    pinyin          text NOT NULL DEFAULT '',
    class_code      text NOT NULL REFERENCES place_class (code),
    area_code       text NOT NULL REFERENCES area (code),
    division_code   text NOT NULL DEFAULT '',
    place_code      text CONSTRAINT place_code_key UNIQUE CHECK (place_code ~ '^[0-9]{20}$'),
    status          text NOT NULL DEFAULT 'current' CHECK (status IN ('current', 'historic', 'retired')),
    geom            public.geometry(Geometry, 4490),
    meaning         text NOT NULL DEFAULT '',
    origin_text     text NOT NULL DEFAULT '',
    history         text NOT NULL DEFAULT '',
    position_origin text NOT NULL DEFAULT '',
    position_reason text NOT NULL DEFAULT '',
    trap            text NOT NULL DEFAULT '',
    origin          text NOT NULL DEFAULT '',
    version         bigint NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN place.division_code IS 'Code of the administrative area that the entry names, if it names one.';
COMMENT ON COLUMN place.position_reason IS 'Why the position lies outside the declared township.';
CREATE INDEX place_area ON place (area_code text_pattern_ops, id);
CREATE INDEX place_class_code ON place (class_code, id);
CREATE INDEX place_geom ON place USING gist (geom);
SELECT track('place', 'place', 'id');
SELECT announce('place', 'place', 'id');

-- Bigrams of a normalised text; a single character stands for itself.
CREATE FUNCTION bigrams(t text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN char_length(t) < 2 THEN ARRAY[t]
        ELSE ARRAY(SELECT DISTINCT substr(t, i, 2) FROM generate_series(1, char_length(t) - 1) i) END
$$;

CREATE TABLE place_name (
    id       uuid PRIMARY KEY,
    place_id uuid NOT NULL REFERENCES place (id),
    kind     text NOT NULL CHECK (kind IN ('standard', 'short', 'alias', 'former', 'map', 'minority', 'other')),
    seq      integer NOT NULL DEFAULT 0,
    text     text NOT NULL CHECK (text <> ''),
    pinyin   text NOT NULL DEFAULT '',
    language text NOT NULL DEFAULT '',
    script   text NOT NULL DEFAULT '',
    from_on  date,
    to_on    date,
    source   text NOT NULL DEFAULT '',
    norm     text NOT NULL,
    spaced   text NOT NULL DEFAULT '',
    joined   text NOT NULL DEFAULT '',
    toned    text NOT NULL DEFAULT '',
    initials text NOT NULL DEFAULT '',
    bigram   text[] NOT NULL GENERATED ALWAYS AS (cairn.bigrams(norm)) STORED,
    CONSTRAINT place_name_form UNIQUE (place_id, kind, seq)
);
COMMENT ON COLUMN place_name.norm IS 'Text for comparing: NFKC, lower case, no spaces.';
COMMENT ON COLUMN place_name.spaced IS 'Toneless pinyin, one space between syllables.';
COMMENT ON COLUMN place_name.toned IS 'Pinyin with tone digits, the key for homophones.';
CREATE INDEX place_name_norm ON place_name (norm text_pattern_ops);
CREATE INDEX place_name_bigram ON place_name USING gin (bigram);
CREATE INDEX place_name_joined ON place_name (joined text_pattern_ops);
CREATE INDEX place_name_joined_trgm ON place_name USING gin (joined public.gin_trgm_ops);
CREATE INDEX place_name_initials ON place_name (initials text_pattern_ops);
SELECT track('place_name', 'place', 'place_id');

-- Dated edits of entries, for the yearly figures: the edit''s own date, not the day of typing.
CREATE TABLE place_edit (
    id           uuid PRIMARY KEY,
    seq          bigint CONSTRAINT place_edit_seq_key UNIQUE,
    place_id     uuid NOT NULL REFERENCES place (id),
    op           text NOT NULL CHECK (op IN ('add', 'modify', 'delete')),
    edited_on    date NOT NULL,
    area_code    text NOT NULL,
    class_code   text NOT NULL,
    field        text NOT NULL DEFAULT '',
    filed_on     date,
    announced_on date,
    taken_in_on  date,
    origin       text NOT NULL DEFAULT ''
);
COMMENT ON COLUMN place_edit.filed_on IS '备案: filed with the higher authority.';
COMMENT ON COLUMN place_edit.announced_on IS '公告: announced to the public.';
COMMENT ON COLUMN place_edit.taken_in_on IS '入库: taken into the national place-name database.';
CREATE INDEX place_edit_on ON place_edit (edited_on);
CREATE INDEX place_edit_taken ON place_edit (taken_in_on);
CREATE INDEX place_edit_place ON place_edit (place_id);
SELECT track('place_edit', 'place', 'place_id');

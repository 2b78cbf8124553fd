-- Readings settled by the office for the romanisation of names, and place-name codes (地名代码) that are never used twice.

CREATE TABLE naming_reading (
    id              uuid PRIMARY KEY,
    text            text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 30),
    reading         text NOT NULL CHECK (reading <> ''),
    scope           text NOT NULL CHECK (scope IN ('name', 'word', 'character')),
    transliteration boolean NOT NULL DEFAULT false,
    area_code       text NOT NULL DEFAULT '' CHECK (area_code ~ '^[0-9]{0,12}$'),
    note            text NOT NULL DEFAULT '',
    settled_by      text NOT NULL CHECK (settled_by <> ''),
    version         bigint NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT naming_reading_text_key UNIQUE (text, scope, area_code),
    CONSTRAINT naming_reading_character CHECK (scope <> 'character' OR char_length(text) = 1)
);
COMMENT ON TABLE naming_reading IS 'How a text is read, as an officer settled it; goes before the readings of the program.';
COMMENT ON COLUMN naming_reading.reading IS 'One syllable per character with tone marks, separated by spaces; a transliteration as it is to stand.';
COMMENT ON COLUMN naming_reading.scope IS 'The whole name, a word wherever it stands, or a character.';
COMMENT ON COLUMN naming_reading.area_code IS 'The area in whose names it holds; empty: everywhere.';
SELECT track('naming_reading', 'reading', 'id');

-- Every code that an entry has or ever had. Rows only come.
CREATE TABLE place_code_held (
    code     text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[0-9]{20}$'),
    place_id uuid NOT NULL REFERENCES place (id),
    since    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE place_code_held IS 'Place-name codes are never used twice: codes of retired entries and codes that were replaced stay with their entry.';
CREATE INDEX place_code_held_place ON place_code_held (place_id);
CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON place_code_held FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewrite();

-- Codes of the revisions first, in their order: who had a code first keeps it.
INSERT INTO place_code_held (code, place_id, since)
SELECT DISTINCT ON (code) code, place_id, since
FROM (SELECT r.after ->> 'place_code' AS code, r.entity_id::uuid AS place_id, c.at AS since, r.id AS n
      FROM revision r JOIN change c ON c.id = r.change_id
      WHERE r.tbl = 'place' AND r.after ->> 'place_code' IS NOT NULL
      UNION ALL SELECT place_code, id, created_at, 9223372036854775807 FROM place WHERE place_code IS NOT NULL) x
WHERE EXISTS (SELECT FROM place p WHERE p.id = x.place_id)
ORDER BY code, n;

CREATE FUNCTION hold_place_code() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cairn.place_code_held AS h (code, place_id) VALUES (NEW.place_code, NEW.id)
    ON CONFLICT (code) DO UPDATE SET place_id = excluded.place_id WHERE h.place_id = excluded.place_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the place code % belonged to another entry', NEW.place_code
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'place_place_code_key';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER hold_code_new AFTER INSERT ON place FOR EACH ROW
    WHEN (NEW.place_code IS NOT NULL) EXECUTE FUNCTION hold_place_code();
CREATE TRIGGER hold_code_changed AFTER UPDATE ON place FOR EACH ROW
    WHEN (NEW.place_code IS NOT NULL AND NEW.place_code IS DISTINCT FROM OLD.place_code) EXECUTE FUNCTION hold_place_code();

-- The last serial given out for an area and a class.
CREATE TABLE place_code_serial (
    area  text NOT NULL CHECK (area ~ '^[0-9]{9}$'),
    class text NOT NULL CHECK (class ~ '^[0-9]{5}$'),
    last  integer NOT NULL DEFAULT 0 CHECK (last BETWEEN 0 AND 999999),
    PRIMARY KEY (area, class)
);

-- The next free code of an area (9 digits) and a class, null when the serials are used up. The row is
-- locked until the transaction ends: others wait, and a number of a transaction that failed is given again.
CREATE FUNCTION next_place_code(p_area text, p_class text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    n integer; fresh text;
BEGIN
    INSERT INTO cairn.place_code_serial (area, class) VALUES (p_area, p_class) ON CONFLICT DO NOTHING;
    SELECT last INTO n FROM cairn.place_code_serial WHERE area = p_area AND class = p_class FOR UPDATE;
    LOOP
        n := n + 1;
        IF n > 999999 THEN RETURN NULL; END IF;
        fresh := p_area || p_class || lpad(n::text, 6, '0');
        EXIT WHEN NOT EXISTS (SELECT FROM cairn.place_code_held h WHERE h.code = fresh);
    END LOOP;
    UPDATE cairn.place_code_serial SET last = n WHERE area = p_area AND class = p_class;
    RETURN fresh;
END $$;

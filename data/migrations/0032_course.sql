-- Descriptions of the course (走向说明) of boundary lines, as people left them.

CREATE TABLE line_course (
    line_code      text PRIMARY KEY REFERENCES boundary_line (code),
    text           text CHECK (char_length(text) BETWEEN 1 AND 20000),
    agreement_text text NOT NULL DEFAULT '' CHECK (char_length(agreement_text) <= 20000),
    drafted_from   text NOT NULL DEFAULT '',
    edited_by      text NOT NULL DEFAULT '',
    version        bigint NOT NULL DEFAULT 2,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE line_course IS 'A line without a row has the drafted description, which is version 1.';
COMMENT ON COLUMN line_course.text IS 'The description as edited; null: the draft holds.';
COMMENT ON COLUMN line_course.agreement_text IS 'What the agreement says of the course, word for word.';
COMMENT ON COLUMN line_course.drafted_from IS 'Version of the geometry that the edited text was written beside.';
SELECT track('line_course', 'line', 'line_code');

-- Change sets (proposal → review → publication) and what the ledger of name changes (地名变更台账) keeps of each edit.

-- The authority's approval (批准), never the review inside the system (审核).
CREATE TABLE approval (
    id             uuid PRIMARY KEY,
    authority      text NOT NULL CHECK (authority <> ''),
    authority_kind text NOT NULL CHECK (authority_kind IN ('government', 'place_name_department', 'other_department')),
    authority_area text NOT NULL DEFAULT '',
    document       text NOT NULL CHECK (document <> ''),
    approved_on    date NOT NULL,
    note           text NOT NULL DEFAULT '',
    version        bigint NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN approval.authority IS '批准机关.';
COMMENT ON COLUMN approval.authority_area IS 'Area code of the authority, which gives its level; empty: not said.';
COMMENT ON COLUMN approval.document IS '批复文号.';
CREATE INDEX approval_on ON approval (approved_on);
SELECT track('approval', 'approval', 'id');

CREATE TABLE change_set (
    id           uuid PRIMARY KEY,
    number       bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT change_set_number_key UNIQUE,
    stream       text NOT NULL CHECK (stream IN ('naming', 'correction')),
    title        text NOT NULL CHECK (title <> ''),
    reason       text NOT NULL DEFAULT '',
    state        text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'accepted', 'returned', 'published', 'withdrawn')),
    area_code    text NOT NULL,
    author_id    uuid,
    author       text NOT NULL CHECK (author <> ''),
    author_name  text NOT NULL DEFAULT '',
    reviewer     text NOT NULL DEFAULT '',
    reviewer_name text NOT NULL DEFAULT '',
    verdict      text NOT NULL DEFAULT '',
    approval_id  uuid REFERENCES approval (id),
    reverts      uuid REFERENCES change_set (id),
    submitted_at timestamptz,
    decided_at   timestamptz,
    published_at timestamptz,
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN change_set.stream IS 'naming: 命名/更名/销名, needs an approval before publication; correction: 信息修改.';
COMMENT ON COLUMN change_set.area_code IS 'The area that holds all of its items.';
COMMENT ON COLUMN change_set.verdict IS 'What the reviewer says of the whole set.';
CREATE INDEX change_set_state ON change_set (state, area_code text_pattern_ops);
CREATE INDEX change_set_author ON change_set (author, state);
SELECT track('change_set', 'change_set', 'id');

CREATE TABLE change_item (
    id             uuid PRIMARY KEY,
    set_id         uuid NOT NULL REFERENCES change_set (id),
    seq            integer NOT NULL CHECK (seq > 0),
    op             text NOT NULL CHECK (op IN ('add', 'modify', 'delete')),
    matter         text NOT NULL CHECK (matter IN ('naming', 'renaming', 'abolishing', 'correction')),
    place_id       uuid NOT NULL,
    base_version   bigint NOT NULL DEFAULT 0,
    base           jsonb NOT NULL DEFAULT '{}',
    proposed       jsonb NOT NULL DEFAULT '{}',
    area_code      text NOT NULL,
    class_code     text NOT NULL,
    scope          text NOT NULL,
    reason         text NOT NULL DEFAULT '',
    rule_reason    text NOT NULL DEFAULT '',
    findings       jsonb NOT NULL DEFAULT '[]',
    resolutions    jsonb NOT NULL DEFAULT '{}',
    sampled        boolean NOT NULL DEFAULT false,
    verdict        text NOT NULL DEFAULT '' CHECK (verdict IN ('', 'accepted', 'returned')),
    verdict_reason text NOT NULL DEFAULT '',
    edit_id        uuid,
    outcome        jsonb NOT NULL DEFAULT '{}',
    made_version   bigint NOT NULL DEFAULT 0,
    CONSTRAINT change_item_seq UNIQUE (set_id, seq) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT change_item_place UNIQUE (set_id, place_id)
);
COMMENT ON COLUMN change_item.base IS 'The entry''s fields as they were in base_version.';
COMMENT ON COLUMN change_item.scope IS 'The area that holds the entry before and after, by declaration and by position.';
COMMENT ON COLUMN change_item.findings IS 'What the naming rules had against the name when it was last submitted.';
COMMENT ON COLUMN change_item.rule_reason IS 'Why the name may stand although a naming rule speaks against it.';
COMMENT ON COLUMN change_item.resolutions IS 'Decisions on conflicting fields: the version decided against and the value to be.';
COMMENT ON COLUMN change_item.edit_id IS 'The edit that publishing made of it; null when nothing was left to change.';
COMMENT ON COLUMN change_item.outcome IS 'As published: the rows of the field diff, the entry before and after.';
COMMENT ON COLUMN change_item.made_version IS 'The version of the entry that publishing made.';
CREATE INDEX change_item_entry ON change_item (place_id);
SELECT track('change_item', 'change_set', 'set_id');

-- Errors that people report of an entry, and their confirmations that it is right; no codes, no pinyin needed.
CREATE TABLE place_report (
    id          uuid PRIMARY KEY,
    place_id    uuid NOT NULL REFERENCES place (id),
    kind        text NOT NULL CHECK (kind IN ('error', 'confirm')),
    field       text NOT NULL DEFAULT '',
    value       text NOT NULL DEFAULT '',
    note        text NOT NULL DEFAULT '',
    area_code   text NOT NULL,
    author_id   uuid,
    author      text NOT NULL CHECK (author <> ''),
    author_name text NOT NULL DEFAULT '',
    at          timestamptz NOT NULL DEFAULT now(),
    state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    outcome     text NOT NULL DEFAULT '' CHECK (outcome IN ('', 'taken', 'declined', 'duplicate')),
    answer      text NOT NULL DEFAULT '',
    set_id      uuid REFERENCES change_set (id),
    closer      text NOT NULL DEFAULT '',
    closer_name text NOT NULL DEFAULT '',
    closed_at   timestamptz,
    version     bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE place_report IS 'What people on the spot say of an entry; a confirmation is closed from the start.';
COMMENT ON COLUMN place_report.value IS 'What the field should say, in the reporter''s words.';
COMMENT ON COLUMN place_report.area_code IS 'Declared area of the entry at the time of the report.';
CREATE INDEX place_report_place ON place_report (place_id, kind, at);
CREATE INDEX place_report_state ON place_report (state, area_code text_pattern_ops);
SELECT track('place_report', 'place_report', 'id');

-- What each edit carries through the ledger. The three dates 备案, 公告 and 入库 stay apart.
ALTER TABLE place_edit
    ADD COLUMN matter         text NOT NULL DEFAULT 'correction' CHECK (matter IN ('naming', 'renaming', 'abolishing', 'correction')),
    ADD COLUMN clerk          text NOT NULL DEFAULT '',
    ADD COLUMN set_id         uuid REFERENCES change_set (id),
    ADD COLUMN item_id        uuid REFERENCES change_item (id),
    ADD COLUMN approval_id    uuid REFERENCES approval (id),
    ADD COLUMN reported_on    date,
    ADD COLUMN returned_on    date,
    ADD COLUMN return_reason  text NOT NULL DEFAULT '',
    ADD COLUMN export_version text NOT NULL DEFAULT '';
COMMENT ON COLUMN place_edit.matter IS '事项: 命名, 更名, 销名 or 信息修改.';
COMMENT ON COLUMN place_edit.clerk IS '经办人.';
COMMENT ON COLUMN place_edit.reported_on IS '已报: handed to the national place-name database.';
COMMENT ON COLUMN place_edit.returned_on IS '退回: sent back by the national database, for return_reason.';
COMMENT ON COLUMN place_edit.export_version IS 'Version of the national export that took it in or sent it back.';
CREATE INDEX place_edit_set ON place_edit (set_id) WHERE set_id IS NOT NULL;
CREATE INDEX place_edit_approval ON place_edit (approval_id) WHERE approval_id IS NOT NULL;

-- Edits that are there already: the matter follows from what they did. The trail needs a change only where a row changes.
SELECT begin_change(gen_random_uuid(), NULL, 'cairn', 'cairn', 'migrate', 'the matter of edits follows from what they did')
WHERE EXISTS (SELECT FROM place_edit WHERE op <> 'modify' OR after ? 'name');
UPDATE place_edit SET matter = CASE op WHEN 'add' THEN 'naming' WHEN 'delete' THEN 'abolishing' ELSE 'renaming' END
WHERE op <> 'modify' OR after ? 'name';

-- Secrecy grades (密级) of entries, of their fields and name forms, and the clearance of accounts; the fields of the census form.

ALTER TABLE account ADD COLUMN clearance smallint NOT NULL DEFAULT 0 CHECK (clearance BETWEEN 0 AND 4);
COMMENT ON COLUMN account.clearance IS 'Up to which grade the person may read: 0 public, 1 内部, 2 秘密, 3 机密, 4 绝密.';

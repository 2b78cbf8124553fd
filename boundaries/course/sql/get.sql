-- The description of the course of a line ($1) as a person left it.
SELECT text, agreement_text, drafted_from, edited_by, updated_at, version FROM line_course WHERE line_code = $1

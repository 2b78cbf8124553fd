-- Writes the next version of an entry.
UPDATE place SET
    ref = $2, name = $3, pinyin = $4, class_code = $5, area_code = $6, division_code = $7, place_code = $8, status = $9,
    geom = $10, meaning = $11, origin_text = $12, history = $13, position_origin = $14, position_reason = $15,
    trap = $16, origin = $17, valid_from = $18, valid_to = $19, version = $20,
    language = $21, founded = $22, named = $23, abolished = $24, description = $25, survey_method = $26, source = $27,
    registrar = $28, registered_on = $29, crosses = $30, secrecy = $31, updated_at = now()
WHERE id = $1

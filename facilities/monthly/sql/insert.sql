-- Adds an edition.
INSERT INTO monthly_report (id, area_code, month, edition, corrects, reason, figures_on, changed, cremations, burials, eco_burials, deaths,
    warnings, error_note, content_hash, author, author_name, received_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)

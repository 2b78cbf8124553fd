-- A new round; nothing happens when its number is taken.
INSERT INTO inspection_round (number, title, starts_on, ends_on) VALUES ($1, $2, $3::text::date, $4::text::date) ON CONFLICT (number) DO NOTHING

package gazetteer

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// officeReading is how the office reads a text (table naming_reading): the whole name, a
// word or a character, in the names of an area.
type officeReading struct {
	Text, Reading, Scope, AreaCode string

	chars     []rune
	syllables reading
}

// officeReadings are those of the office, the longest texts and the smallest areas first.
type officeReadings []officeReading

func loadOfficeReadings(ctx context.Context, q data.Querier) (officeReadings, error) {
	rows, err := q.Query(ctx, queries.Get("local_readings"))
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (l officeReading, err error) {
		err = row.Scan(&l.Text, &l.Reading, &l.Scope, &l.AreaCode)
		l.chars = []rune(Normalise(l.Text))
		for part := range strings.FieldsSeq(l.Reading) {
			l.syllables = append(l.syllables, parseSyllable(part))
		}
		return l, err
	})
	return slices.DeleteFunc(list, func(l officeReading) bool { return len(l.chars) != len(l.syllables) }), err
}

// rows are the search rows of an entry, with one more for each form without pinyin of its
// own that the office reads in its own way.
func (l officeReadings) rows(p *Place) []searchRow {
	rows := searchRows(p)
	for _, name := range p.Names {
		own := l.read(name, p.AreaCode)
		i := slices.IndexFunc(rows, func(r searchRow) bool { return r.Text == name.Text && r.Kind == name.Kind })
		if own == nil || i < 0 || slices.ContainsFunc(rows, func(r searchRow) bool { return r.Text == name.Text && r.Toned == own.toned() }) {
			continue
		}
		row := rows[i]
		row.N, row.Norm = int16(len(rows)), nil
		row.read(own)
		row.Keys = row.keys()
		rows = append(rows, row)
	}
	return rows
}

// read is the usual reading of a name with what the office says; nil when it says nothing.
func (l officeReadings) read(name Name, area string) reading {
	if len(l) == 0 || name.Pinyin != "" {
		return nil
	}
	chars := []rune(Normalise(name.Text))
	out, settled := usualReading(chars), make([]bool, len(chars))
	for _, local := range l {
		if !strings.HasPrefix(area, local.AreaCode) || local.Scope == "name" && !slices.Equal(chars, local.chars) {
			continue
		}
		for i := 0; i+len(local.chars) <= len(chars); i++ {
			if slices.Equal(chars[i:i+len(local.chars)], local.chars) && !slices.Contains(settled[i:i+len(local.chars)], true) {
				copy(out[i:], local.syllables)
				for k := range local.chars {
					settled[i+k] = true
				}
			}
		}
	}
	if !slices.Contains(settled, true) || !slices.ContainsFunc(chars, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return nil
	}
	return out
}

// maxReread bounds the entries that one settled reading makes again at once.
const maxReread = 5000

// Reread makes the search rows again of entries of an area whose names hold a text that
// the office reads anew, 5000 of them at most: the rest follow when they are written, or
// with the next rebuild. It answers how many.
func Reread(ctx context.Context, tx pgx.Tx, text, area string) (int, error) {
	rows, err := tx.Query(ctx, queries.Get("local_names"), text, area, maxReread)
	if err != nil {
		return 0, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	for chunk := range slices.Chunk(ids, chunkRows) {
		places, err := loadPlaces(ctx, tx, chunk, nil, nil)
		if err != nil {
			return 0, err
		}
		if err := indexAgain(ctx, tx, places); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}

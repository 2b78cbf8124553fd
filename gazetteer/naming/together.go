package naming

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer"
)

// CheckTogether judges the names that a change set leaves, as the gazetteer will read once
// the whole set is published; each question has the id of its entry. The names are compared
// with the standing entries and with one another: two of one set that collide each get a
// finding that lists the other, marked as proposed. Entries of the set count by the name,
// class and area that they are to have, not by those that they have now, and the gone ones,
// which the set retires, not at all: X may become Y while Y becomes X, and a new X may take
// the place of one that is retired. It takes a handful of statements, however many names
// there are. Errors: as CheckMany.
func (s *Store) CheckTogether(ctx context.Context, q data.Querier, names []gazetteer.NameQuestion, gone []uuid.UUID) ([][]gazetteer.Finding, error) {
	if len(names) > MaxQuestions {
		return nil, tooMany()
	}
	book, err := ReadBook(ctx, q)
	if err != nil {
		return nil, data.Problem(err)
	}
	if err := book.validate(ctx, q, names); err != nil {
		return nil, data.Problem(err)
	}
	paths, err := areaPaths(ctx, q, names)
	if err != nil {
		return nil, data.Problem(err)
	}
	set, leaving := make([]entry, len(names)), make(map[uuid.UUID]bool, len(names)+len(gone))
	for i, n := range names {
		set[i] = book.listedEntry(n, paths)
		set[i].Proposed, set[i].grade, leaving[n.ID] = true, n.Grade, true
	}
	for _, id := range gone {
		leaving[id] = true
	}
	found, err := book.check(ctx, afterwards{stored{q}, leaving, load(set)}, names)
	return found, data.Problem(err)
}

// listedEntry is a name of a list as an entry that others are compared with.
func (b *Book) listedEntry(n gazetteer.NameQuestion, paths map[string][]string) entry {
	return b.entryOf(gazetteer.Conflict{ID: n.ID, Name: n.Name, Pinyin: n.Pinyin, ClassCode: n.ClassCode,
		ClassName: b.classes[n.ClassCode], AreaCode: n.AreaCode, AreaPath: paths[n.AreaCode]})
}

// afterwards looks names up among the entries as they will be when a set is published: the
// stored ones without those that are leaving their names, and those of the set.
type afterwards struct {
	now     stored
	leaving map[uuid.UUID]bool
	set     loaded
}

func (l afterwards) candidates(ctx context.Context, b *Book, questions []*question) ([][]entry, error) {
	found, err := l.now.candidates(ctx, b, questions)
	if err != nil {
		return nil, err
	}
	proposed, err := l.set.candidates(ctx, b, questions)
	for i := range found {
		found[i] = append(slices.DeleteFunc(found[i], func(e entry) bool { return l.leaving[e.ID] }), proposed[i]...)
	}
	return found, err
}

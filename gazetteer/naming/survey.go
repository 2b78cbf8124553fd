package naming

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
)

// Progress is told how many of the entries are judged.
type Progress func(done, total int)

// Judged is an entry that rules speak against.
type Judged struct {
	gazetteer.Conflict
	Grade    actor.Grade // of the whole entry (密级)
	Findings []gazetteer.Finding
}

// Survey judges every standing entry of an area (empty: all) against all entries and
// gives those that rules speak against, in the order of their ids. Graded entries are held
// against others of at least their grade only, and are not among the entries counted.
// Nothing is written.
func (s *Store) Survey(ctx context.Context, q data.Querier, area string, progress Progress) (judged []Judged, entries int, err error) {
	book, err := ReadBook(ctx, q)
	if err != nil {
		return nil, 0, data.Problem(err)
	}
	all, err := book.standing(ctx, q, actor.TopSecret)
	if err != nil {
		return nil, 0, data.Problem(err)
	}
	questions := make([]*question, 0, len(all))
	for i := range all {
		if begins(all[i].AreaCode, []string{area}) {
			questions = append(questions, book.askEntry(all[i]))
			if all[i].grade == actor.Public {
				entries++
			}
		}
	}
	judged, err = book.survey(ctx, load(all), questions, progress)
	return judged, entries, err
}

// SurveyNames judges the names of a list, whose ids are distinct, against one another and
// against the standing entries that have none of the ids and that the reader of ctx may
// know. Nothing is written. Error:
// problem.Invalid, as Check.
func (s *Store) SurveyNames(ctx context.Context, q data.Querier, names []gazetteer.NameQuestion, progress Progress) ([]Judged, error) {
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
	all, err := book.standing(ctx, q, actor.ClearanceOf(ctx))
	if err != nil {
		return nil, data.Problem(err)
	}
	listed := make(map[uuid.UUID]bool, len(names))
	for _, n := range names {
		listed[n.ID] = true
	}
	all = slices.DeleteFunc(all, func(e entry) bool { return listed[e.ID] })
	questions := make([]*question, len(names))
	for i, n := range names {
		e := book.listedEntry(n, paths)
		all = append(all, e)
		questions[i] = book.placed(&question{NameQuestion: n, entry: e, list: true})
	}
	return book.survey(ctx, load(all), questions, progress)
}

// standing are the standing entries up to a grade, cut and read.
func (b *Book) standing(ctx context.Context, q data.Querier, upTo actor.Grade) ([]entry, error) {
	rows, err := q.Query(ctx, queries.Get("standing"), int16(upTo))
	if err != nil {
		return nil, err
	}
	var all []entry
	var c gazetteer.Conflict
	var grade actor.Grade
	_, err = pgx.ForEachRow(rows, []any{&c.ID, &c.Name, &c.Pinyin, &c.ClassCode, &c.ClassName, &c.AreaCode, &c.AreaPath, &grade}, func() error {
		e := b.entryOf(c)
		e.grade = grade
		all = append(all, e)
		return nil
	})
	return all, err
}

// areaPaths are the names of the areas of the questions and of those around them.
func areaPaths(ctx context.Context, q data.Querier, names []gazetteer.NameQuestion) (map[string][]string, error) {
	codes := map[string]bool{}
	for _, n := range names {
		codes[n.AreaCode] = true
	}
	rows, err := q.Query(ctx, queries.Get("area_paths"), slices.Collect(maps.Keys(codes)))
	if err != nil {
		return nil, err
	}
	paths := map[string][]string{}
	var code string
	var path []string
	_, err = pgx.ForEachRow(rows, []any{&code, &path}, func() error { paths[code] = path; return nil })
	return paths, err
}

// Spot is where an entry is, and the key of its source.
type Spot struct {
	Ref      string
	Lon, Lat *float64
}

// Spots says where entries are.
func (s *Store) Spots(ctx context.Context, q data.Querier, ids []uuid.UUID) (map[uuid.UUID]Spot, error) {
	rows, err := q.Query(ctx, queries.Get("spots"), ids)
	if err != nil {
		return nil, data.Problem(err)
	}
	spots := make(map[uuid.UUID]Spot, len(ids))
	var id uuid.UUID
	var spot Spot
	_, err = pgx.ForEachRow(rows, []any{&id, &spot.Ref, &spot.Lon, &spot.Lat}, func() error { spots[id] = spot; return nil })
	return spots, data.Problem(err)
}

// askEntry makes a question of an entry that stands.
func (b *Book) askEntry(e entry) *question {
	n := gazetteer.NameQuestion{ID: e.ID, Name: e.Name, Pinyin: e.Pinyin, ClassCode: e.ClassCode, AreaCode: e.AreaCode}
	return b.placed(&question{NameQuestion: n, entry: e})
}

// surveyed is how many questions are judged between two reports of progress.
const surveyed = 1000

func (b *Book) survey(ctx context.Context, l lookup, questions []*question, progress Progress) ([]Judged, error) {
	judged := []Judged{}
	for from := 0; from < len(questions); from += surveyed {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		chunk := questions[from:min(from+surveyed, len(questions))]
		candidates, err := l.candidates(ctx, b, chunk)
		if err != nil {
			return nil, err
		}
		for i, q := range chunk {
			if found := b.judge(q, candidates[i]); len(found) > 0 {
				judged = append(judged, Judged{q.entry.Conflict, q.entry.grade, found})
			}
		}
		if progress != nil {
			progress(from+len(chunk), len(questions))
		}
	}
	return judged, nil
}

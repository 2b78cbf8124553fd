package facilities

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"cairn/data/imports"
)

// statusKind takes in facility_status.csv: from is the first day of a status, to the first
// day of the next one. The rows of a facility are its whole history.
var statusKind = imports.Kind{
	Name: "facility_status", Files: []string{"facility_status"}, KeyField: "from",
	Key: func(r *imports.Row) string {
		id := r.Required("id")
		if id == "" {
			return ""
		}
		return id + "|" + r.Text("from")
	},
	Columns: map[string][]string{"id": {"编号"}, "status": {"状态"}, "from": {"起始日"}, "to": {"终止日"}},
	Take:    takeStatuses,
}

// filed is the rows of one facility.
type filed struct {
	key   string
	rows  []*imports.Row // by first day, once sorted
	h     History
	fresh []*imports.Row
	bad   bool
}

func takeStatuses(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	all := map[string]*filed{}
	var order []*filed
	for r := range run.Fresh() {
		key := r.Text("id")
		if all[key] == nil {
			all[key] = &filed{key: key}
			order = append(order, all[key])
		}
		all[key].fresh = append(all[key].fresh, r)
	}
	if len(order) == 0 {
		return nil
	}
	for r := range run.All() {
		if f := all[r.Text("id")]; f != nil {
			f.add(r)
		}
	}
	known, err := storedFacilities(ctx, tx)
	if err != nil {
		return err
	}
	b := batch{tx: tx}
	for _, f := range order {
		f.take(&b, run, known)
		if err := b.flush(ctx, batchSize); err != nil {
			return err
		}
	}
	return b.flush(ctx, 0)
}

// add reads a row.
func (f *filed) add(r *imports.Row) {
	p := Period{Status: r.OneOf("status", statuses...), To: readDay(r, "to")}
	if from := readDay(r, "from"); from != nil {
		p.From = *from
	}
	if r.Required("status"); !r.OK() {
		f.bad = true
		return
	}
	at, _ := slices.BinarySearchFunc(f.h, p, func(a, b Period) int { return a.From.t.Compare(b.From.t) })
	f.h, f.rows = slices.Insert(f.h, at, p), slices.Insert(f.rows, at, r)
}

// take checks a facility's rows against one another and queues what differs from the
// stored history. One bad row makes the others useless: they would be a history with a hole.
func (f *filed) take(b *batch, run *imports.Run, known map[string]stored) {
	old, there := known[f.key]
	f.check(there)
	if f.bad {
		for _, r := range f.fresh {
			if r.OK() {
				r.Bad("id", "facilities.bad_history")
			}
		}
		return
	}
	if old.Edited {
		for _, r := range f.fresh {
			run.Kept(r)
		}
		return
	}
	version := old.Version
	if !f.h.same(old.History) {
		version++
		b.Queue(queries.Get("import_touch"), old.ID)
		queueHistory(&b.Batch, old.ID, old.History, f.h, f.rows[len(f.rows)-1].Text("origin"))
	}
	for _, r := range f.fresh {
		run.Done(r, old.ID.String(), version)
	}
}

// check marks the rows that do not follow one another.
func (f *filed) check(there bool) {
	for i, p := range f.h {
		r := f.rows[i]
		switch {
		case !there:
			r.Bad("id", "facilities.unknown_facility", "id", f.key)
		case p.To != nil && !p.From.Before(*p.To):
			r.Bad("to", "facilities.to_before_from")
		case i+1 < len(f.h) && (p.To == nil || *p.To != f.h[i+1].From):
			r.Bad("to", "facilities.history_gap", "next", f.h[i+1].From.String())
		}
		f.bad = f.bad || !r.OK()
	}
}

// cut is the history before a day.
func (h History) cut(day Day) History {
	i := slices.IndexFunc(h, func(p Period) bool { return !p.From.Before(day) })
	if i < 0 {
		return h
	}
	return h[:i]
}

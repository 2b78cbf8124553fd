package gazetteer

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// insertPlaces adds entries with their name forms and search rows.
func insertPlaces(ctx context.Context, q data.Querier, places []*Place) error {
	if err := insertRows(ctx, q, places); err != nil {
		return err
	}
	return insertSearch(ctx, q, places)
}

// insertRows adds entries with their name forms; nobody finds them yet.
func insertRows(ctx context.Context, q data.Querier, places []*Place) error {
	var main, names [][]any
	for _, p := range places {
		main = append(main, p.columns())
		seq := map[string]int{}
		for _, n := range p.Names {
			names = append(names, n.columns(p.ID, seq[n.Kind]))
			seq[n.Kind]++
		}
	}
	if _, err := q.CopyFrom(ctx, pgx.Identifier{"cairn", "place"}, placeColumns, pgx.CopyFromRows(main)); err != nil {
		return err
	}
	_, err := q.CopyFrom(ctx, pgx.Identifier{"cairn", "place_name"}, nameColumns, pgx.CopyFromRows(names))
	return err
}

func insertSearch(ctx context.Context, q data.Querier, places []*Place) error {
	local, err := loadOfficeReadings(ctx, q)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, p := range places {
		for _, r := range local.rows(p) {
			rows = append(rows, r.columns())
		}
	}
	_, err = q.CopyFrom(ctx, pgx.Identifier{"cairn", "place_search"}, searchColumns, pgx.CopyFromRows(rows))
	return err
}

// indexAgain makes the search rows of changed entries anew.
func indexAgain(ctx context.Context, q data.Querier, places []*Place) error {
	ids := make([]uuid.UUID, len(places))
	for i, p := range places {
		ids[i] = p.ID
	}
	if _, err := q.Exec(ctx, queries.Get("search_drop"), ids); err != nil {
		return err
	}
	return insertSearch(ctx, q, places)
}

// writeVersion writes the next version of an entry, its names, its search rows and the edit.
func writeVersion(ctx context.Context, tx pgx.Tx, e edit, old, p *Place) error {
	var b pgx.Batch
	queueVersion(&b, old, p)
	queueEdit(&b, e)
	if err := tx.SendBatch(ctx, &b).Close(); err != nil {
		return err
	}
	return indexAgain(ctx, tx, []*Place{p})
}

// queueVersion queues the statements that lead from one version of an entry to the next.
func queueVersion(b *pgx.Batch, old, p *Place) {
	b.Queue(queries.Get("place_update"), p.columns()...)
	queueNames(b, p.ID, old.Names, p.Names)
}

// queueNames queues what differs between two lists of name forms.
func queueNames(b *pgx.Batch, place uuid.UUID, old, names []Name) {
	before, after := numbered(place, old), numbered(place, names)
	for id := range before {
		if _, stays := after[id]; !stays {
			b.Queue(queries.Get("name_delete"), id)
		}
	}
	for _, n := range names {
		row, was := after[n.ID], before[n.ID]
		switch {
		case was == nil:
			b.Queue(queries.Get("name_insert"), row...)
		case !sameRow(row, was):
			b.Queue(queries.Get("name_update"), row...)
		}
	}
}

// numbered gives the rows of name forms by id, each with its place in the order of its kind.
func numbered(place uuid.UUID, names []Name) map[uuid.UUID][]any {
	rows, seq := make(map[uuid.UUID][]any, len(names)), map[string]int{}
	for _, n := range names {
		rows[n.ID] = n.columns(place, seq[n.Kind])
		seq[n.Kind]++
	}
	return rows
}

func sameRow(a, b []any) bool {
	for i := range a {
		x, isText := a[i].(*string)
		if !isText {
			if a[i] != b[i] {
				return false
			}
			continue
		}
		y := b[i].(*string)
		if (x == nil) != (y == nil) || x != nil && *x != *y {
			return false
		}
	}
	return true
}

func queueEdit(b *pgx.Batch, e edit) {
	b.Queue(queries.Get("edit_insert"), e.ID, e.Seq, e.PlaceID, e.Op, e.On, e.AreaCode, e.ClassCode,
		e.Before, e.After, e.TakenInOn, e.Origin, e.Matter, e.Clerk, e.SetID, e.ItemID, e.ApprovalID)
}

var placeColumns = []string{"id", "ref", "name", "pinyin", "class_code", "area_code", "division_code", "place_code", "status",
	"geom", "meaning", "origin_text", "history", "position_origin", "position_reason", "trap", "origin", "valid_from", "valid_to", "version",
	"language", "founded", "named", "abolished", "description", "survey_method", "source", "registrar", "registered_on", "crosses", "secrecy"}

// columns are in the order of placeColumns and of place_update.sql.
func (p *Place) columns() []any {
	return []any{p.ID, p.Ref, p.Name, p.Pinyin, p.ClassCode, p.AreaCode, p.DivisionCode, p.PlaceCode, p.Status,
		p.Geom, p.Meaning, p.OriginText, p.History, p.PositionOrigin, p.PositionReason, p.Trap, p.Origin, p.ValidFrom, p.ValidTo, p.Version,
		p.Language, p.Founded, p.Named, p.Abolished, p.Description, p.SurveyMethod, p.Source, p.Registrar, p.RegisteredOn, p.Crosses, p.Secrecy.settled()}
}

var nameColumns = []string{"id", "place_id", "kind", "seq", "text", "pinyin", "language", "script", "from_on", "to_on", "source", "sheet", "edition", "scale", "grade"}

// columns are in the order of nameColumns, name_insert.sql and name_update.sql.
func (n *Name) columns(place uuid.UUID, seq int) []any {
	return []any{n.ID, place, n.Kind, seq, n.Text, n.Pinyin, n.Language, n.Script, n.From, n.To, n.Source, n.Sheet, n.Edition, n.Scale, n.Grade}
}

package codes

import (
	"context"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// ClassTable is a table of class codes that takes the place of the one there is.
type ClassTable struct {
	Classes []gazetteer.Class
	Mapping map[string]string // old class → new class, for entries whose class vanishes or is to change
}

// ClassUse is a class that vanishes although entries have it, or whose entries move.
type ClassUse struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Entries int    `json:"entries" doc:"retired ones too"`
	Open    int    `json:"open_items" doc:"items of open change sets that name the class"`
	To      string `json:"to" doc:"the class that its entries get; empty: none is given"`
}

// ClassReplacement says what replacing the table does, or would do.
type ClassReplacement struct {
	Classes int        `json:"classes" doc:"of the new table"`
	Added   []string   `json:"added"`
	Changed []string   `json:"changed" doc:"with another name or remark"`
	Removed []string   `json:"removed"`
	Used    []ClassUse `json:"used"`
	Moved   int        `json:"moved" doc:"entries that got another class"`
	Applied bool       `json:"applied"`
}

// The longest names and remarks of classes, the most classes of a table.
const (
	maxClasses = 5000
	maxName    = 100
	maxRemark  = 1000
)

// ReplaceClasses puts a table of classes in the place of the one there is, in one
// transaction; entries follow the mapping. A dry run tells what would happen and changes
// nothing. Errors: problem.Invalid for a bad table or mapping, and, unless it is a dry
// run, for classes that vanish although entries have them; problem.Forbidden for whoever
// does not set the rules of the whole prefecture.
func (s *Store) ReplaceClasses(ctx context.Context, c data.Change, t ClassTable, dry bool) (ClassReplacement, error) {
	if err := t.validate(); err != nil {
		return ClassReplacement{}, err
	}
	var out ClassReplacement
	work := func(ctx context.Context, tx pgx.Tx) error {
		if err := mayReplace(ctx, tx, c.Actor); err != nil {
			return err
		}
		var err error
		if out, err = t.compare(ctx, tx); err != nil || dry {
			return err
		}
		if err := out.mustMap(); err != nil {
			return err
		}
		return s.replace(ctx, tx, t, &out)
	}
	if dry {
		err := s.db.Snapshot(ctx, work)
		return out, err
	}
	err := s.db.Write(ctx, c, work)
	out.Applied = err == nil
	return out, err
}

// mayReplace: classes hold for the whole prefecture, so nobody of a part of it sets them.
func mayReplace(ctx context.Context, q data.Querier, by actor.Actor) error {
	var home struct{ Code string }
	if _, err := data.Setting(ctx, q, "prefecture", &home); err != nil {
		return err
	}
	return by.Check(actor.SetNameRules, home.Code)
}

// validate checks a table by itself. Fields of classes are named with their row from 1.
func (t *ClassTable) validate() error {
	var bad []problem.Field
	refuse := func(row int, field, key string, params ...any) {
		f := problem.Bad(field, key, params...)
		f.Row = row
		bad = append(bad, f)
	}
	switch {
	case len(t.Classes) == 0:
		refuse(0, "classes", "problem.required")
	case len(t.Classes) > maxClasses:
		refuse(0, "classes", "codes.too_many_classes", "max", maxClasses)
	}
	rows := map[string]int{}
	for i := range t.Classes {
		c := &t.Classes[i]
		c.Code, c.Name, c.Remark = strings.TrimSpace(c.Code), strings.TrimSpace(c.Name), strings.TrimSpace(c.Remark)
		if !isClass(c.Code) {
			refuse(i+1, "code", "gazetteer.bad_class_code")
		} else if rows[c.Code] > 0 {
			refuse(i+1, "code", "import.duplicate_key", "other", rows[c.Code])
		}
		rows[c.Code] = i + 1
		if c.Name == "" {
			refuse(i+1, "name", "problem.required")
		}
		for field, text := range map[string]string{"name": c.Name, "remark": c.Remark} {
			longest := map[string]int{"name": maxName, "remark": maxRemark}[field]
			if utf8.RuneCountInString(text) > longest {
				refuse(i+1, field, "problem.too_long", "max", longest)
			} else if strings.ContainsFunc(text, problem.BadRune) {
				refuse(i+1, field, "problem.control_characters")
			}
		}
	}
	for _, old := range slices.Sorted(maps.Keys(t.Mapping)) {
		if to := t.Mapping[old]; rows[to] == 0 {
			refuse(0, "mapping", "codes.mapping_unknown", "from", old, "to", to)
		}
	}
	return problem.InvalidFields(bad...)
}

func isClass(code string) bool { return len(code) == 5 && strings.Trim(code, "0123456789") == "" }

// compare lays the new table beside the one there is.
func (t *ClassTable) compare(ctx context.Context, q data.Querier) (ClassReplacement, error) {
	out := ClassReplacement{Classes: len(t.Classes), Added: []string{}, Changed: []string{}, Removed: []string{}, Used: []ClassUse{}}
	rows, err := q.Query(ctx, queries.Get("class_use"))
	if err != nil {
		return out, err
	}
	type use struct {
		Code, Name, Remark string
		Entries, Open      int
	}
	old, err := pgx.CollectRows(rows, pgx.RowToStructByPos[use])
	if err != nil {
		return out, err
	}
	there := map[string]bool{}
	for _, o := range old {
		there[o.Code] = true
		i := slices.IndexFunc(t.Classes, func(c gazetteer.Class) bool { return c.Code == o.Code })
		switch {
		case i < 0:
			out.Removed = append(out.Removed, o.Code)
		case t.Classes[i].Name != o.Name || t.Classes[i].Remark != o.Remark:
			out.Changed = append(out.Changed, o.Code)
		}
		to := t.Mapping[o.Code]
		if to == o.Code {
			to = ""
		}
		if (i < 0 || to != "") && o.Entries+o.Open > 0 {
			out.Used = append(out.Used, ClassUse{o.Code, o.Name, o.Entries, o.Open, to})
		}
	}
	for _, c := range t.Classes {
		if !there[c.Code] {
			out.Added = append(out.Added, c.Code)
		}
	}
	slices.Sort(out.Added)
	for _, from := range slices.Sorted(maps.Keys(t.Mapping)) {
		if !there[from] {
			return out, problem.InvalidFields(problem.Bad("mapping", "codes.mapping_unknown", "from", from, "to", t.Mapping[from]))
		}
	}
	return out, nil
}

// mustMap refuses classes that vanish although entries have them.
func (r *ClassReplacement) mustMap() error {
	var bad []problem.Field
	for _, u := range r.Used {
		if u.Entries > 0 && u.To == "" {
			bad = append(bad, problem.Bad("mapping", "codes.class_in_use", "code", u.Code, "name", u.Name, "count", u.Entries))
		}
	}
	return problem.InvalidFields(bad...)
}

// replace writes the new classes, moves the entries, and takes the others away.
func (s *Store) replace(ctx context.Context, tx pgx.Tx, t ClassTable, out *ClassReplacement) error {
	var b pgx.Batch
	for _, class := range t.Classes {
		if slices.Contains(out.Added, class.Code) || slices.Contains(out.Changed, class.Code) {
			b.Queue(queries.Get("class_put"), class.Code, class.Name, class.Remark)
		}
	}
	if err := tx.SendBatch(ctx, &b).Close(); err != nil {
		return err
	}
	moves := map[string]string{}
	for _, u := range out.Used {
		if u.To != "" && u.Entries > 0 {
			moves[u.Code] = u.To
		}
	}
	var err error
	if out.Moved, err = s.places.Reclass(ctx, tx, moves); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, queries.Get("class_delete"), out.Removed); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, queries.Get("class_forget"), slices.Concat(out.Removed, out.Changed))
	return err
}

// ReadClasses reads a table of classes from CSV in UTF-8 or GB18030, with the columns code,
// name and remark, or 类别代码, 类别名称 and 备注. Errors: problem.Invalid, problem.Malformed.
func ReadClasses(in io.Reader) ([]gazetteer.Class, error) {
	reader, err := interchange.NewReader(in, interchange.Options{Name: "classes.csv", Format: "csv", MaxRows: maxClasses,
		Mapping: interchange.Mapping{"code": {"类别代码"}, "name": {"类别名称"}, "remark": {"备注"}}})
	if err != nil {
		return nil, err
	}
	var out []gazetteer.Class
	for row, err := range reader.All() {
		if err != nil {
			return nil, err
		}
		if len(row.Errors) > 0 {
			return nil, problem.InvalidFields(row.Errors...)
		}
		cells := row.Fields()
		out = append(out, gazetteer.Class{Code: cells["code"], Name: cells["name"], Remark: cells["remark"]})
	}
	return out, nil
}

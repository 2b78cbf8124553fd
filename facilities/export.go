package facilities

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// ExportQuery says which facilities are exported.
type ExportQuery struct {
	Kind string // kind or group; "" for all
	Area string // code of an area that holds them; "" for all
	AsOf Day    // status of this day; zero: today. Facilities without any then are left out
}

// maxExport bounds an export.
const maxExport = 200_000

// Table is facilities with the kinds that they are of: what an export writes.
type Table struct {
	AsOf      Day
	Area      string // name; "" for everywhere
	Version   int64  // number of the last change that it knows
	Rows      []TableRow
	catalogue Catalogue
}

// TableRow is a facility with the name of its village.
type TableRow struct {
	Facility
	VillageName string
}

// Export reads facilities, withdrawn ones left out, by area and id.
// Errors: problem.BadParameter for an unknown kind or area; problem.TooLarge.
func (s *Store) Export(ctx context.Context, q ExportQuery) (Table, error) {
	if q.AsOf.IsZero() {
		q.AsOf = s.today()
	}
	t := Table{AsOf: q.AsOf}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		kinds, err := kindsOf(ctx, tx, q.Kind)
		if err != nil {
			return err
		}
		if t.catalogue, err = loadCatalogue(ctx, tx); err != nil {
			return err
		}
		if q.Area != "" {
			where, err := FindArea(ctx, tx, q.Area, q.AsOf)
			if err != nil {
				return err
			}
			t.Area = where.Name
		}
		if t.Version, err = DataVersion(ctx, tx); err != nil {
			return err
		}
		t.Rows, err = readTable(ctx, tx, q, kinds)
		return err
	})
	for i := range t.Rows {
		t.Rows[i].setStatus(q.AsOf)
	}
	return t, data.Problem(err)
}

func readTable(ctx context.Context, q data.Querier, query ExportQuery, kinds []string) ([]TableRow, error) {
	rows, err := q.Query(ctx, queries.Get("export"), query.Area, kinds, query.AsOf, maxExport+1)
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[TableRow])
	if err == nil && len(list) > maxExport {
		return nil, problem.New(problem.TooLarge, "facilities.export_too_large", "max", maxExport)
	}
	return list, err
}

// own is a column of an export for a field that kinds have of their own.
type own struct {
	code, header string
}

// own lists the columns of the fields of the kinds in the table, each code once. A header is
// the field's label where it says which field is meant, and the code where it does not.
func (t Table) own(lang problem.Lang) []own {
	present := map[string]bool{}
	for _, row := range t.Rows {
		present[row.Kind] = true
	}
	labels, users := map[string]string{}, map[string]int{} // by code; by normal label
	var codes []string
	for _, k := range t.catalogue.Kinds {
		for _, f := range k.Fields {
			label := named(f.Name, f.NameEn, lang)
			switch known, ok := labels[f.Code]; {
			case !present[k.Code]:
			case !ok:
				codes, labels[f.Code] = append(codes, f.Code), label
				users[normal(label)]++
			case known != label:
				labels[f.Code] = f.Code // kinds call it differently
			}
		}
	}
	columns := make([]own, len(codes))
	for i, code := range codes {
		columns[i] = own{code, labels[code]}
		if users[normal(labels[code])] > 1 {
			columns[i].header = code
		}
	}
	return columns
}

// named is the name for readers of a language, the Chinese one where there is no other.
func named(name, nameEn string, lang problem.Lang) string {
	if lang == problem.English && nameEn != "" {
		return nameEn
	}
	return name
}

// standing are the columns before the own ones, and those behind.
func standing() (before, behind []column) {
	i := slices.IndexFunc(columns, func(c column) bool { return c.field == "note" })
	return columns[:i], columns[i:]
}

package national

import (
	"context"
	"embed"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("national", sqlFiles)

// entry is one of our entries as it is compared.
type entry struct {
	ID         uuid.UUID
	Version    int64
	Name       string
	Pinyin     string
	Sound      string // of the name as the dictionary reads it, letters only
	Class      string
	Area       string
	Code       string
	Status     string
	Meaning    string
	OriginText string
	History    string
	Short      []string
	Alt        []string
	Former     []string
	Lon, Lat   *float64
	Point      bool // the position is a point, not a point on a line or polygon
	Secrecy    map[string]int
	NamesGrade int // the highest grade of the other name forms
}

// grade is the grade of secrecy of a field, "" for the entry itself.
func (e *entry) grade(field string) int {
	grade := max(e.Secrecy["entry"], e.Secrecy[field])
	if slices.Contains([]string{fieldShort, fieldAlt, fieldFormer}, field) {
		grade = max(grade, e.NamesGrade)
	}
	return grade
}

// loadEntries reads the entries of the area, and those that have one of the place codes.
func loadEntries(ctx context.Context, q data.Querier, area string, codes []string, ids []uuid.UUID) ([]*entry, error) {
	rows, err := q.Query(ctx, queries.Get("entries"), area, codes, ids)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToAddrOfStructByPos[entry])
}

// otherNames are the name forms besides the standard one.
func (e *entry) otherNames() []string { return slices.Concat(e.Short, e.Alt, e.Former) }

// fields are the entry's values by the names of differences; nil where there is none.
func (e *entry) value(field string) any {
	switch field {
	case fieldName:
		return e.Name
	case fieldPinyin:
		return e.Pinyin
	case fieldShort:
		return first(e.Short)
	case fieldAlt:
		return orEmpty(e.Alt)
	case fieldFormer:
		return orEmpty(e.Former)
	case fieldPlaceCode:
		return e.Code
	case fieldClass:
		return e.Class
	case fieldArea:
		return e.Area
	case fieldMeaning:
		return e.Meaning
	case fieldOrigin:
		return e.OriginText
	case fieldHistory:
		return e.History
	case fieldStatus:
		return e.Status
	case fieldPosition:
		return position(e.Lon, e.Lat)
	}
	return nil
}

// value is what a row says, by the names of differences.
func (r *Record) value(field string) any {
	switch field {
	case fieldName:
		return r.Name
	case fieldPinyin:
		return r.Pinyin
	case fieldShort:
		return r.ShortName
	case fieldAlt:
		return orEmpty(r.AltNames)
	case fieldFormer:
		return orEmpty(r.FormerNames)
	case fieldPlaceCode:
		return r.PlaceCode
	case fieldClass:
		return r.ClassCode
	case fieldArea:
		return r.AreaCode
	case fieldMeaning:
		return r.Meaning
	case fieldOrigin:
		return r.OriginText
	case fieldHistory:
		return r.History
	case fieldStatus:
		return r.Status
	case fieldPosition:
		return position(r.Lon, r.Lat)
	}
	return nil
}

func first(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

func orEmpty(names []string) []string {
	if names == nil {
		return []string{}
	}
	return names
}

// point is a position of a difference.
type point struct {
	Lon float64 `json:"lon"`
	Lat float64 `json:"lat"`
}

func position(lon, lat *float64) any {
	if lon == nil || lat == nil {
		return nil
	}
	return point{*lon, *lat}
}

// current reports whether the entry counts as one that the national database should have.
func (e *entry) current() bool { return e.Status == gazetteer.Current }

package gazetteer

import "github.com/google/uuid"

// searchRow is a name form in one of its readings, as searching finds it.
type searchRow struct {
	PlaceID   uuid.UUID
	N         int16
	Kind      string
	Text      string
	Weight    int16
	AreaCode  string
	ClassCode string
	Norm      *string // on the first reading only
	Spaced    string
	Joined    string
	Toned     string
	Initials  string
}

// searchRows makes the rows of an entry; none of a retired one.
func searchRows(p *Place) []searchRow {
	if p.Status == Retired {
		return nil
	}
	var rows []searchRow
	weight := importance(p.ClassCode, p.Status)
	for _, name := range p.Names {
		for i, r := range readingsOf(name.Text, name.Pinyin) {
			row := searchRow{PlaceID: p.ID, N: int16(len(rows)), Kind: name.Kind, Text: name.Text, Weight: weight,
				AreaCode: p.AreaCode, ClassCode: p.ClassCode,
				Spaced: r.spaced(), Joined: r.joined(), Toned: r.toned(), Initials: r.initials()}
			if norm := Normalise(name.Text); i == 0 && norm != "" {
				row.Norm = &norm
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// columns are in the order of searchColumns.
func (r *searchRow) columns() []any {
	return []any{r.PlaceID, r.N, r.Kind, r.Text, r.Weight, r.AreaCode, r.ClassCode, r.Norm, r.Spaced, r.Joined, r.Toned, r.Initials}
}

var searchColumns = []string{"place_id", "n", "kind", "text", "weight", "area_code", "class_code", "norm", "spaced", "joined", "toned", "initials"}

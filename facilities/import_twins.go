package facilities

import (
	"slices"

	"github.com/google/uuid"

	"cairn/data/imports"
)

// identity is what people take a facility to be: its kind, its township and its name, as compared.
type identity struct {
	kind, area, name string
}

// twin is a facility of an identity, with the village that it stands in, "" when none is known.
type twin struct {
	id      uuid.UUID
	village string
}

// twins finds the facilities that a row without an id would be a second time.
type twins map[identity][]twin

func newTwins(all map[string]stored) twins {
	t := twins{}
	for key, f := range all {
		if f.Retired || key != f.ID.String() {
			continue // withdrawn, or listed by its source's key too
		}
		d := Draft{Kind: f.Kind, AreaCode: f.Area, Name: f.Name}
		if f.Village != nil {
			d.VillageCode = *f.Village
		}
		t.add(f.ID, d)
	}
	return t
}

func (t twins) add(id uuid.UUID, d Draft) {
	key := identity{d.Kind, d.AreaCode, normal(d.Name)}
	t[key] = append(t[key], twin{id, d.VillageCode})
}

// of is the facility that the draft would be a second time: villages that are known keep two
// of one name apart.
func (t twins) of(d Draft) (twin, bool) {
	list := t[identity{d.Kind, d.AreaCode, normal(d.Name)}]
	i := slices.IndexFunc(list, func(one twin) bool {
		return one.village == d.VillageCode || one.village == "" || d.VillageCode == ""
	})
	if i < 0 {
		return twin{}, false
	}
	return list[i], true
}

// refuseTwin refuses a row that says no id and would add a facility that is there already.
func (t *facilityTaker) refuseTwin(r *imports.Row, d Draft) {
	if _, known := t.stored[r.Key]; known || !r.OK() || r.Text("id") != "" || r.Text("ref") != "" {
		return
	}
	if other, ok := t.twins.of(d); ok {
		r.Bad("name", "facilities.same_facility", "name", d.Name, "area", t.ref.areas[d.AreaCode].Name, "id", other.id.String())
	}
}

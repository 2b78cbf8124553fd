package filing

import (
	"context"

	"cairn/data"
)

// Who approves, which decides where it is filed and when it is announced.
const (
	Government = "government"
	Department = "place_name_department"
	Other      = "other_department"
)

// Route says with whom an approval is filed (art. 13): a government files with the
// next-higher government, a place-name department with the next-higher place-name
// department, another department with the place-name department of its own level.
type Route struct {
	Rule         string `json:"rule" enum:"government,place_name_department,other_department" doc:"who approved"`
	Receiver     string `json:"receiver" doc:"empty: the authority's area is not on record"`
	ReceiverArea string `json:"receiver_area" doc:"empty: the State, or not known"`
}

// area is an area with the one above it.
type area struct{ name, parent string }

// areasOf reads areas by their codes.
func areasOf(ctx context.Context, q data.Querier, codes ...string) (map[string]area, error) {
	found := map[string]area{}
	type row struct{ Code, Name, Parent string }
	rows, err := collect[row](ctx, q, "areas", codes)
	for _, r := range rows {
		found[r.Code] = area{r.Name, r.Parent}
	}
	return found, err
}

// route computes the receiver for an authority by its kind and area.
func route(ctx context.Context, q data.Querier, kind, authorityArea string) (Route, error) {
	r := Route{Rule: kind}
	if authorityArea == "" {
		return r, nil
	}
	set, err := settings(ctx, q, authorityArea)
	if err != nil {
		return r, err
	}
	areas, err := areasOf(ctx, q, authorityArea)
	if err != nil || areas[authorityArea].name == "" {
		return r, err
	}
	if r.ReceiverArea = authorityArea; kind != Other {
		r.ReceiverArea = areas[authorityArea].parent
		if areas, err = areasOf(ctx, q, r.ReceiverArea); err != nil {
			return r, err
		}
	}
	r.Receiver = set.Texts.receiver(kind, r.ReceiverArea, areas[r.ReceiverArea].name)
	return r, nil
}

// receiver names the authority of a kind in an area; "" is the State.
func (t Texts) receiver(kind, code, name string) string {
	switch {
	case kind == Government && code == "":
		return t.fill("state_council")
	case kind == Government:
		return t.fill("government", "area", name)
	case code == "":
		return t.fill("ministry")
	case len(code) == 2:
		return t.fill("province_department", "area", name)
	}
	return t.fill("department", "area", name)
}

package areachange

import (
	"slices"

	"github.com/paulmach/orb"

	"cairn/internal/succession"
)

// shapeOf says how the polygon of a part is made: drawn, put together, or for the one part
// of a split that is not drawn what the others leave.
func (p *planner) shapeOf(i int) *shape {
	part := &p.draft.Parts[i]
	switch {
	case part.Geometry != nil:
		return &shape{given: part.Geometry}
	case p.draft.Kind == succession.Merge:
		return &shape{plus: part.Old}
	case p.draft.Kind != succession.Split:
		return nil
	}
	drawn, others := 0, orb.MultiPolygon{}
	for _, o := range p.draft.Parts {
		if o.Geometry != nil {
			drawn++
			others = append(others, o.Geometry...)
		}
	}
	switch {
	case drawn == len(p.draft.Parts)-1:
		return &shape{plus: part.Old[:1], less: others}
	case i == 0 && drawn == 0:
		return nil // the polygon stays with the principal part until it is drawn
	}
	return &shape{}
}

// resizeParents gives and takes the polygons of areas that go to another parent.
func (p *planner) resizeParents() {
	gains, losses := map[string][]string{}, map[string][]string{}
	var touched []string
	for _, part := range p.draft.Parts {
		for _, old := range part.Old {
			a := p.areas[old]
			if a.Parent == part.Parent || !a.Drawn {
				continue
			}
			from := p.ancestors(old)
			to := append([]string{part.Parent}, p.ancestors(part.Parent)...)
			for _, code := range from {
				if !slices.Contains(to, code) {
					losses[code], touched = append(losses[code], old), append(touched, code)
				}
			}
			for _, code := range to {
				if !slices.Contains(from, code) {
					gains[code], touched = append(gains[code], old), append(touched, code)
				}
			}
		}
	}
	slices.Sort(touched)
	for _, code := range slices.Compact(touched) {
		a := p.areas[code]
		if !a.Drawn {
			continue
		}
		p.out.rows = append(p.out.rows, row{code: code, name: a.Name, level: a.Level, parent: a.Parent, pinyin: a.Pinyin, from: code,
			kept: true, seat: a.Seat, shape: &shape{plus: append([]string{code}, gains[code]...), minus: losses[code]}})
	}
}

package solve

import (
	"cmp"
	"slices"
)

// units are the units of an instance, numbered densely.
type units struct {
	ids   []int32   // number in the instance
	lists [][]int32 // units by site
}

// unitsOf takes UnitCovers, or lets a site cover the units of the demands that it covers.
func unitsOf(in *Instance) units {
	lists := in.UnitCovers
	if lists == nil {
		lists = make([][]int32, in.Sites)
		for j, demands := range in.Covers {
			for _, i := range demands {
				if u := in.Units[i]; u >= 0 {
					lists[j] = append(lists[j], u)
				}
			}
			slices.Sort(lists[j])
			lists[j] = slices.Compact(lists[j])
		}
	}
	u := units{lists: make([][]int32, in.Sites)}
	u.ids = slices.Concat(append(slices.Clone(lists), in.Units)...)
	slices.Sort(u.ids)
	u.ids = slices.DeleteFunc(slices.Compact(u.ids), func(id int32) bool { return id < 0 })
	for j, list := range lists {
		for _, id := range list {
			k, _ := slices.BinarySearchFunc(u.ids, id, cmp.Compare[int32])
			u.lists[j] = append(u.lists[j], int32(k))
		}
	}
	return u
}

// next is Next: the units first, then the weight among the choices with so many units.
func (r *run) next(d *draft, hint []int) outcome {
	u := unitsOf(r.in)
	unitRows, unitServed, unitCoverable := d.coverRows(u.lists, len(u.ids))
	stage, o := r.unitStage(d, unitRows, unitServed, hint)
	for k, ok := range unitCoverable {
		if !ok {
			stage.Uncoverable = append(stage.Uncoverable, u.ids[k])
		}
	}
	for {
		second := r.weightStage(d, unitRows, int(stage.Value-stage.Before), o.sites)
		if o.solver == SolverCBC {
			second.solver = SolverCBC
		}
		o = second
		now := stage.Before
		for _, row := range unitRows {
			if slices.ContainsFunc(row, func(k int32) bool { return slices.Contains(o.sites, int(d.id[k])) }) {
				now++
			}
		}
		if now <= stage.Value {
			break
		}
		stage.Value, stage.Gap = now, gapOf(now, stage.Bound) // more than the first stage, cut short, had found
	}
	stage.Proven = stage.Value == stage.Bound
	o.units = stage
	o.proven = o.proven && stage.Proven
	return o
}

// unitStage covers as many units as can be.
func (r *run) unitStage(d *draft, rows [][]int32, served []bool, hint []int) (*Stage, outcome) {
	stage := &Stage{}
	coverable := 0.0
	for k, row := range rows {
		if served[k] {
			stage.Before++
		} else if len(row) > 0 {
			coverable++
		}
	}
	r.ctl.phase = PhaseUnits
	r.ctl.outward = func(left float64) float64 { return stage.Before + coverable - left }
	m := d.empty()
	m.mergeCover(rows, func(int) float64 { return 1 })
	s := newSearch(r.ctl, newChooser(m), m)
	s.step = 1
	o := r.finish(s, d, hint)
	stage.Value, stage.Bound, stage.Gap = o.value, o.bound, gapOf(o.value, o.bound)
	return stage, o
}

// weightStage covers as much weight as can be with at least so many further units.
func (r *run) weightStage(d *draft, unitRows [][]int32, least int, hint []int) outcome {
	rows, served, coverable := d.coverRows(r.in.Covers, len(r.in.Weights))
	weights, total, open := slices.Clone(r.in.Weights), 0.0, 0
	for i, w := range weights {
		if coverable[i] || served[i] {
			total += w
		}
	}
	truth, whole := d.empty(), d.empty()
	for _, row := range unitRows {
		if len(row) > 0 {
			truth.addCover(row, 1+total)
			whole.addCover(row, 1+total)
			whole.quota = append(whole.quota, true)
			open++
		}
	}
	truth.mergeCover(rows, func(i int) float64 { return weights[i] })
	whole.mergeCover(rows, func(i int) float64 { return weights[i] })
	whole.quota = append(whole.quota, make([]bool, whole.rows()-open)...)
	whole.spare = open - least
	s := newSearch(r.ctl, newChooser(truth), whole)
	s.lift = float64(whole.spare) * (1 + total)
	s.step = grid(weights)
	if whole.spare == 0 {
		whole.demandQuota()
	}
	r.ctl.phase = PhaseWeight
	r.ctl.outward = func(left float64) float64 {
		return total - (left - s.lift)
	}
	o := r.finish(s, d, hint)
	o.uncoverable = r.uncoverable(coverable)
	return o
}

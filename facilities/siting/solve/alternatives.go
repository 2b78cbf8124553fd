package solve

import (
	"cmp"
	"math"
	"slices"
)

// alternatives solves again without each of the new sites in turn and keeps what is nearly as good.
func (r *run) alternatives(res *Result) {
	if r.opt.Alternatives == 0 || len(res.New) == 0 {
		return
	}
	whole := *r.ctl
	r.ctl.phase, r.ctl.tell = PhaseAlternatives, nil
	var found []Alternative
	for n, j := range res.New {
		if r.ctl.halted() {
			break
		}
		whole.phase = PhaseAlternatives
		whole.say(Progress{Phase: PhaseAlternatives, Incumbent: res.Value, Bound: res.Bound, Gap: res.Gap, Nodes: r.ctl.nodes})
		hint := slices.Delete(slices.Clone(res.New), n, n+1)
		o := r.attempt(j, hint)
		if !o.found || len(o.uncoverable) > len(res.Uncoverable) || !r.tolerable(res, o) {
			continue
		}
		a := Alternative{New: o.sites, Value: o.value, Spent: spent(r.in, o.sites), Without: j, Proven: o.proven}
		if o.units != nil {
			a.Units = o.units.Value
		}
		found = append(found, a)
	}
	slices.SortStableFunc(found, r.better)
	found = slices.CompactFunc(found, func(a, b Alternative) bool { return slices.Equal(a.New, b.New) })
	res.Alternatives = found[:min(len(found), r.opt.Alternatives)]
}

// maximises reports whether more is better.
func (m Method) maximises() bool { return m == MCLP || m == CapacitatedMCLP || m == Next }

// better orders alternatives: by units, by value, by their sites.
func (r *run) better(a, b Alternative) int {
	byValue := cmp.Compare(a.Value, b.Value)
	if r.opt.Method.maximises() {
		byValue = -byValue
	}
	return cmp.Or(-cmp.Compare(a.Units, b.Units), byValue, slices.Compare(a.New, b.New))
}

// tolerable reports whether the outcome is not worse than the tolerance allows.
func (r *run) tolerable(res *Result, o outcome) bool {
	slack := r.opt.Tolerance*math.Abs(res.Value) + 1e-9*math.Abs(res.Value)
	if res.Units != nil && o.units.Value < res.Units.Value*(1-r.opt.Tolerance)-1e-9 {
		return false
	}
	if res.Units != nil && o.units.Value < res.Units.Value {
		return true // its weight is that of a choice with other units
	}
	if r.opt.Method.maximises() {
		return o.value >= res.Value-slack
	}
	return o.value <= res.Value+slack
}

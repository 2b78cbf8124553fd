package siting

import (
	"math"
	"time"

	"cairn/facilities/siting/solve"
)

// seed of the search: the same for every run, so that the same question has the same answer.
const seed = 1

// instance puts the input as the solver takes it. The facilities that serve already are its first
// sites: one that stands for all of them, or each of them where capacities count.
func (in *Input) instance(a *Ask) *solve.Instance {
	fixed := in.fixedSites(a)
	inst := &solve.Instance{Sites: len(fixed) + len(in.Sites), Weights: make([]float64, len(in.Demands))}
	for i, d := range in.Demands {
		inst.Weights[i] = d.Weight
		if a.Method == string(solve.LSCP) { // every area counts, people or not
			inst.Weights[i] = 1
		}
	}
	for i := range fixed {
		inst.Fixed = append(inst.Fixed, i)
	}
	if a.matrix() {
		inst.Cost = in.costs(len(fixed))
	} else {
		inst.Covers = append(fixed, in.Covers...)
	}
	if a.Method == string(solve.Next) {
		inst.Units = in.units()
	}
	inst.Price = make([]float64, inst.Sites)
	for k, i := range in.Sites {
		inst.Price[len(fixed)+k] = in.Candidates[i].Price
	}
	if a.Method == string(solve.CapacitatedMCLP) {
		inst.Capacity = in.capacities(a, len(fixed))
	}
	return inst
}

// fixedSites lists what each of the fixed sites of the instance covers.
func (in *Input) fixedSites(a *Ask) [][]int32 {
	if a.Cover.By != "presence" && a.Method == string(solve.CapacitatedMCLP) {
		return append([][]int32{}, in.FixedCovers...)
	}
	if a.matrix() {
		if len(in.Fixed) == 0 {
			return nil
		}
		return make([][]int32, 1)
	}
	served := in.before()
	all := []int32{}
	for i, yes := range served {
		if yes {
			all = append(all, int32(i))
		}
	}
	if len(all) == 0 {
		return nil
	}
	return [][]int32{all}
}

// before says which demands the facilities that stand already cover.
func (in *Input) before() []bool {
	served := make([]bool, len(in.Demands))
	for i, d := range in.Demands {
		served[i] = d.Served
	}
	for _, covers := range in.FixedCovers {
		for _, i := range covers {
			served[i] = true
		}
	}
	return served
}

func (in *Input) costs(fixed int) [][]float32 {
	rows, sites := make([][]float32, len(in.Demands)), len(in.Sites)
	for i := range rows {
		rows[i] = make([]float32, 0, fixed+sites)
		if fixed == 1 {
			rows[i] = append(rows[i], in.Nearest[i])
		}
		rows[i] = append(rows[i], in.Cost[i*sites:(i+1)*sites]...)
	}
	return rows
}

// units numbers the townships of the demands.
func (in *Input) units() []int32 {
	number := map[string]int32{}
	units := make([]int32, len(in.Demands))
	for i, d := range in.Demands {
		code := d.unit()
		n, ok := number[code]
		if !ok {
			n = int32(len(number))
			number[code] = n
		}
		units[i] = n
	}
	return units
}

// unit is the area whose coverage is counted: the township of a village, else the area itself.
func (d *Demand) unit() string {
	if d.TownshipCode != "" {
		return d.TownshipCode
	}
	return d.Code
}

func (in *Input) capacities(a *Ask, fixed int) []float64 {
	all := make([]float64, fixed, fixed+len(in.Sites))
	for i := range all {
		all[i] = math.Inf(1)
		if a.Cover.By != "presence" && in.Fixed[i].Free != nil {
			all[i] = *in.Fixed[i].Free
		}
	}
	for _, i := range in.Sites {
		capacity := 0.0
		if c := in.Candidates[i].Capacity; c != nil {
			capacity = *c
		}
		all = append(all, capacity)
	}
	return all
}

func (a *Ask) options(progress func(solve.Progress)) solve.Options {
	return solve.Options{Method: solve.Method(a.Method), Sites: a.Sites, Budget: a.Budget,
		TimeLimit: a.timeLimit().Round(time.Millisecond), Solver: solve.Solver(a.Solver),
		Alternatives: a.Alternatives, Tolerance: a.Tolerance, Seed: seed, Progress: progress}
}

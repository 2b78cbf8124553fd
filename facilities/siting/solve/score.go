package solve

import "math"

// score judges a set of open sites by the instance itself.
type score struct {
	in     *Instance
	method Method
}

func newScore(in *Instance, method Method) *score { return &score{in, method} }

// value is Result.Value of the open sites; for LSCP it is 0, the number of new sites being nothing of theirs.
func (s *score) value(open []int) float64 {
	switch s.method {
	case LSCP:
		return 0
	case PCenter:
		var rows []int32
		for i, w := range s.in.Weights {
			if w > 0 && s.reachable(i) {
				rows = append(rows, int32(i))
			}
		}
		return s.worst(open, rows)
	case PMedian:
		sum := 0.0
		for i, w := range s.in.Weights {
			if w > 0 && s.reachable(i) {
				_, cost := s.nearest(i, open)
				sum += w * cost
			}
		}
		return sum
	}
	assign, flows := s.assign(open)
	sum := 0.0
	if s.method == CapacitatedMCLP {
		for _, f := range flows {
			sum += f.Amount
		}
		return sum
	}
	for i, j := range assign {
		if j >= 0 {
			sum += s.in.Weights[i]
		}
	}
	return sum
}

func (s *score) reachable(i int) bool {
	for _, c := range s.in.Cost[i] {
		if !math.IsInf(float64(c), 1) {
			return true
		}
	}
	return false
}

// worst is the greatest cost that the open sites leave to one of the demands.
func (s *score) worst(open []int, demands []int32) float64 {
	worst := 0.0
	for _, i := range demands {
		_, cost := s.nearest(int(i), open)
		worst = max(worst, cost)
	}
	return worst
}

// nearest is the cheapest open site for demand i, -1 and +Inf when it reaches none.
func (s *score) nearest(i int, open []int) (site int32, cost float64) {
	site, cost = -1, math.Inf(1)
	for _, j := range open {
		if c := float64(s.in.Cost[i][j]); c < cost {
			site, cost = int32(j), c
		}
	}
	return site, cost
}

// assign is Result.Assign and Result.Flows.
func (s *score) assign(open []int) ([]int32, []Flow) {
	switch s.method {
	case PMedian, PCenter:
		assign := make([]int32, len(s.in.Weights))
		for i := range assign {
			assign[i], _ = s.nearest(i, open)
		}
		return assign, nil
	case CapacitatedMCLP:
		flows := flowsOf(s.in, open)
		return mostOf(flows, len(s.in.Weights)), flows
	}
	assign, cost := make([]int32, len(s.in.Weights)), make([]float32, len(s.in.Weights))
	for i := range assign {
		assign[i] = -1
	}
	for _, j := range open {
		for _, i := range s.in.Covers[j] {
			c := float32(0)
			if s.in.Cost != nil {
				c = s.in.Cost[i][j]
			}
			if assign[i] < 0 || c < cost[i] {
				assign[i], cost[i] = int32(j), c
			}
		}
	}
	return assign, nil
}

// mostOf is by demand the site that takes most of it.
func mostOf(flows []Flow, demands int) []int32 {
	assign, most := make([]int32, demands), make([]float64, demands)
	for i := range assign {
		assign[i] = -1
	}
	for _, f := range flows {
		if f.Amount > most[f.Demand] {
			assign[f.Demand], most[f.Demand] = f.Site, f.Amount
		}
	}
	return assign
}

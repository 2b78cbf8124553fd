package solve

import (
	"io"
	"math"
	"slices"
)

// scorer is the problem itself: it turns a set of sites into a choice within the limits and improves it.
// Sites have the numbers of the whole model.
type scorer interface {
	// polish returns the improved choice, ascending, and its value; +Inf when it serves not all that must be.
	polish(sites []int32, halt func() bool) (float64, []int32)
}

// search is a branch and bound over the sites of a model with Lagrangian bounds. What is minimised are the
// values of truth; bounds of the relaxation are less by lift.
type search struct {
	ctl    *control
	truth  scorer
	whole  branchable // exact
	fixed  []int8     // what the root has decided, by sites of whole
	root   branchable // what is left then; it may be a relaxation of that
	rootID []int32    // sites of root in the numbers of whole
	exact  bool       // root is no relaxation
	lift   float64
	worst  float64 // no choice that fits costs more
	step   float64 // values are multiples of it; 0: unknown
	effort effort

	enough float64 // a value with which to be content; whether less is possible is not asked

	value  float64 // the best choice
	best   []int32
	bound  float64         // proven for all, in values of truth
	seen   map[uint64]bool // hashes of the choices offered
	queue  queue
	serial int
	tight  *tight // for nodes that are not exact; nil: there is none
	worked int    // entries looked at while climbing in nodes
}

// effort is how much is spent on each node.
type effort struct {
	rootRounds, nodeRounds int
	probes, probeRounds    int // sites tried for a branching, rounds for each
	work                   int // most entries looked at while climbing in nodes; 0: no limit
}

// branchable is a relaxation that can be restricted by deciding on sites.
type branchable interface {
	relaxation
	// within is what remains when states are given to the sites and at least one of each list of sites must
	// be chosen, false when nothing fits any more.
	within(state []int8, musts [][]int32) (branchable, bool)
	// lists are rows by their sites, for branching on several sites at once; nil where that makes no sense.
	lists() [][]int32
	// siteIDs are the numbers of its sites in what it was made from.
	siteIDs() []int32
	// decided are the sites, in those numbers, that it has chosen or ruled out by itself.
	decided() (in, out []int32)
	// inherit takes multipliers over from those of what it was made from; bequeath gives them back.
	inherit(from []float32, lambda []float64)
	bequeath(lambda []float64, to []float32)
	// constant is the part of the value that is decided already; writeLP writes the rest as a mixed integer
	// program in the LP format, the sites being the binaries y0, y1 ….
	constant() float64
	writeLP(w io.Writer) error
	// settled is the value when nothing is left to decide.
	settled() float64
	// shortened is a relaxation that leaves out what cannot matter near the multipliers.
	shortened(lambda []float64) (branchable, bool)
}

func newSearch(ctl *control, truth scorer, whole branchable) *search {
	_, sites := whole.size()
	return &search{ctl: ctl, truth: truth, whole: whole, fixed: make([]int8, sites), exact: true, value: math.Inf(1), worst: math.Inf(1), enough: math.Inf(-1),
		bound: math.Inf(-1), seen: map[uint64]bool{}, effort: effort{rootRounds: 1500, nodeRounds: 60, probes: 8, probeRounds: 20}}
}

// offer takes a choice of sites into account, improved by the scorer; the same set is tried once.
func (s *search) offer(sites []int32) {
	key := hashOf(sites)
	if s.seen[key] {
		return
	}
	s.seen[key] = true
	value, better := s.truth.polish(sites, s.ctl.halted)
	s.take(value, better)
}

// halted reports whether to stop: time, context, or the value is good enough.
func (s *search) halted() bool {
	return s.value <= s.enough || math.Ceil(s.bound-1e-6) > s.enough && !math.IsInf(s.enough, -1) || s.ctl.halted()
}

// take keeps a choice when it is better; of equal ones the first found stays.
func (s *search) take(value float64, sites []int32) {
	if value < s.value-1e-9*math.Abs(value) || math.IsInf(s.value, 1) && !math.IsInf(value, 1) {
		s.value, s.best = value, slices.Clone(sites)
	}
}

func hashOf(sites []int32) uint64 {
	h := uint64(14695981039346656037)
	for _, j := range sites {
		h = (h ^ uint64(j+1)) * 1099511628211
		h ^= h >> 29
	}
	return h
}

// cutoff is the least bound of the relaxation that rules a node out: nothing better than the best choice
// is left in it.
func (s *search) cutoff() float64 {
	best := s.value - s.lift
	tiny := 1e-9 * max(1, math.Abs(best))
	switch {
	case math.IsInf(s.value, 1):
		return s.worst - s.lift + 2*1e-9*max(1, math.Abs(s.worst))
	case s.step > 2*tiny:
		return best - s.step + max(tiny, 1e-6*s.step)
	}
	return best - tiny
}

// target is where the climbing aims.
func (s *search) target(bound float64) float64 {
	if !math.IsInf(s.value, 1) {
		return s.value - s.lift
	}
	return bound + 0.1*math.Abs(bound) + 1
}

package solve

import (
	"time"

	"cairn/internal/problem"
)

// Method names a problem; the values are those of the HTTP interface.
type Method string

// The methods. "New" sites are those chosen; fixed ones (Instance.Fixed) are open anyhow, cost nothing
// and do not count towards Options.Sites.
const (
	LSCP            Method = "lscp"             // fewest new sites that cover every coverable demand
	MCLP            Method = "mclp"             // most weight covered
	CapacitatedMCLP Method = "capacitated-mclp" // most weight served within the capacities; a demand may be shared out
	PMedian         Method = "p-median"         // least weighted cost from each demand to its nearest open site
	PCenter         Method = "p-center"         // least cost of the worst-served demand
	Next            Method = "next"             // most covered units first, then most weight covered
)

// Methods lists the methods in the order in which pages show them.
var Methods = []Method{LSCP, MCLP, CapacitatedMCLP, PMedian, PCenter, Next}

// Solver says who computes.
type Solver string

// The solvers.
const (
	SolverGo   Solver = "go"   // this package alone
	SolverCBC  Solver = "cbc"  // cbc first, this package for what it leaves open; a problem (Unavailable) when it is not installed
	SolverAuto Solver = "auto" // this package; cbc where it is installed and the gap stays open. The default
)

// Instance is what is to be decided: demands (villages, townships …) numbered 0 … len(Weights)-1 and
// sites 0 … Sites-1. Sites that are forbidden are simply not in it. It is only read.
type Instance struct {
	Sites   int       // number of sites, fixed ones included
	Weights []float64 // weight (people) by demand, finite, ≥ 0

	// Covers lists by site the demands that it covers, ascending, without repeats. Needed by LSCP, MCLP,
	// CapacitatedMCLP and Next; Within makes it from costs.
	Covers [][]int32
	// Cost is the cost (metres, minutes) by demand and site, ≥ 0; +Inf: cannot be reached. Needed by
	// PMedian and PCenter; elsewhere, where given, it decides to which covering site a demand is assigned.
	Cost [][]float32

	// Units is by demand the unit (township) that it belongs to, numbered from 0, or -1. Next only.
	Units []int32
	// UnitCovers lists by site the units that it covers by itself (a site of the township, 自建 or 联建),
	// ascending, without repeats. Without it a unit is covered when at least one of its demands is.
	// Next only; with it Units may be nil.
	UnitCovers [][]int32

	Fixed    []int     // sites that are open anyhow (existing and planned), ascending
	Price    []float64 // price by site, finite, ≥ 0; nil: nothing costs anything
	Capacity []float64 // capacity still free by site, in units of weight, ≥ 0, +Inf allowed. CapacitatedMCLP only
}

// Options says how to solve.
type Options struct {
	Method Method
	Sites  int     // at most so many new sites; 0: no limit (LSCP, or with a Budget)
	Budget float64 // at most so much for the prices of the new sites; 0: no limit
	// TimeLimit ends the search with the best found so far and its bound; 0: none but that of the context.
	TimeLimit time.Duration
	Gap       float64 // stop as soon as Result.Gap is not above it; 0: prove the optimum
	Solver    Solver  // "" is SolverAuto
	// Alternatives is how many further good site sets are wanted, Tolerance (0.02: 2 % of Value) how
	// much worse they may be. See Result.Alternatives.
	Alternatives int
	Tolerance    float64
	Seed         uint64 // of the starts of the search; the same seed gives the same answer
	// Progress is called from the goroutine of Solve, at most some ten times a second; may be nil.
	Progress func(Progress)
}

// Progress is where the search stands.
type Progress struct {
	Phase     Phase
	Incumbent float64 // as Result.Value; NaN while there is none
	Bound     float64 // as Result.Bound; NaN while there is none
	Gap       float64 // as Result.Gap
	Nodes     int     // nodes of the branch and bound so far
	Elapsed   time.Duration
}

// Phase is a part of the search.
type Phase string

// The phases. Next goes through units and weight, which are the two stages of its search.
const (
	PhaseUnits        Phase = "units"
	PhaseWeight       Phase = "weight"
	PhaseSearch       Phase = "search"
	PhaseCBC          Phase = "cbc"
	PhaseAlternatives Phase = "alternatives"
)

// Status says what is known about the result.
type Status string

// The statuses.
const (
	Optimal    Status = "optimal"    // the value equals its bound (or is within Options.Gap: see Proven)
	Feasible   Status = "feasible"   // stopped with a gap
	Infeasible Status = "infeasible" // proven that nothing fits; Why says what stands in the way
	Unknown    Status = "unknown"    // stopped before anything was found that fits
)

// Stop says what ended the search early.
type Stop string

// The stops. A proven result has none, though its alternatives may have been cut short.
const (
	StopNone    Stop = ""
	StopTime    Stop = "time"    // Options.TimeLimit, or the deadline of the context
	StopContext Stop = "context" // the context was cancelled
	StopGap     Stop = "gap"     // Options.Gap reached
)

// Result is the best that was found, and what is proven about it.
type Result struct {
	Method Method
	Status Status
	Stop   Stop

	Open []int // open sites, fixed and new, ascending; nil when Infeasible or Unknown
	New  []int // the chosen ones, ascending
	// Assign is by demand the open site that serves it (the cheapest, ties by number), or -1. For
	// CapacitatedMCLP the site that takes most of it.
	Assign []int32
	Flows  []Flow // CapacitatedMCLP only: who serves how much, by demand and site

	// Value is, by method: number of new sites (LSCP); weight covered or served, by fixed and new sites
	// together (MCLP, CapacitatedMCLP, Next); sum of weight × cost (PMedian); greatest cost of a demand of
	// weight > 0 (PCenter). Bound is the proven limit of what any choice can reach: from below
	// for LSCP, PMedian and PCenter, from above for the others. Both leave Uncoverable demands out.
	Value, Bound float64
	Gap          float64 // |Value - Bound| / |Value|; 0 when they are equal, +Inf when there is no value
	Proven       bool    // Value is the optimum
	Before       float64 // Value of the fixed sites alone; LSCP: 0; +Inf when they leave a demand unreached
	Units        *Stage  // Next only: the first stage

	Spent       float64 // prices of the new sites
	Uncoverable []int32 // demands of weight > 0 that no site covers or reaches, ascending
	Why         *problem.Error
	// Alternatives are other site sets, best first, ties by their numbers: for each new site the best set
	// without it, as far as found within Tolerance and time, each set once. The first one is the second
	// best of all where it is Proven (unless a smaller or larger set of the same value exists).
	Alternatives []Alternative

	Solver  Solver // SolverGo, or SolverCBC when cbc improved the value or the bound
	Nodes   int    // nodes of the branch and bound
	Elapsed time.Duration
}

// Stage is the unit stage of Next: number of covered units, fixed sites included. Bound is from above.
type Stage struct {
	Value, Bound, Gap float64
	Proven            bool
	Before            float64
	Uncoverable       []int32 // units that no site covers, ascending
}

// Flow is how much of a demand's weight a site serves.
type Flow struct {
	Demand, Site int32
	Amount       float64
}

// Alternative is another site set: Value as in Result, for Next with its units. Proven: no set without
// the site Without is better.
type Alternative struct {
	New     []int
	Value   float64
	Units   float64
	Spent   float64
	Without int
	Proven  bool
}

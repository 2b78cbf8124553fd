package solve

import (
	"context"
	"errors"
	"math"
	"time"
)

// control knows when to stop and whom to tell.
type control struct {
	ctx      context.Context
	began    time.Time
	deadline time.Time // zero: none
	stop     Stop

	tell    func(Progress)
	told    time.Time
	phase   Phase
	outward func(value float64) float64 // from what is minimised inside to Result.Value
	goal    float64                     // gap at which to stop
	nodes   int
}

const tellEvery = 100 * time.Millisecond

func newControl(ctx context.Context, opt Options) *control {
	c := &control{ctx: ctx, began: time.Now(), tell: opt.Progress, goal: opt.Gap, phase: PhaseSearch,
		outward: func(x float64) float64 { return x }}
	if opt.TimeLimit > 0 {
		c.deadline = c.began.Add(opt.TimeLimit)
	}
	if d, ok := ctx.Deadline(); ok && (c.deadline.IsZero() || d.Before(c.deadline)) {
		c.deadline = d
	}
	return c
}

// halted reports whether the search has to end; once it has, it stays so.
func (c *control) halted() bool {
	switch err := c.ctx.Err(); {
	case c.stop != StopNone:
	case errors.Is(err, context.DeadlineExceeded):
		c.stop = StopTime
	case err != nil:
		c.stop = StopContext
	case !c.deadline.IsZero() && !time.Now().Before(c.deadline):
		c.stop = StopTime
	}
	return c.stop != StopNone
}

// left is the time until the deadline; a day when there is none.
func (c *control) left() time.Duration {
	if c.deadline.IsZero() {
		return 24 * time.Hour
	}
	return max(0, time.Until(c.deadline))
}

// report tells the progress now and then; value +Inf: nothing found yet.
func (c *control) report(value, bound float64) {
	p := Progress{Phase: c.phase, Incumbent: math.NaN(), Bound: math.NaN(), Gap: math.Inf(1), Nodes: c.nodes}
	if !math.IsInf(value, 0) {
		p.Incumbent = c.outward(value)
	}
	if !math.IsInf(bound, 0) {
		p.Bound = c.outward(bound)
		p.Gap = gapOf(p.Incumbent, p.Bound)
	}
	c.say(p)
}

// say tells the progress unless it was told a moment ago.
func (c *control) say(p Progress) {
	if c.tell == nil || time.Since(c.told) < tellEvery {
		return
	}
	c.told = time.Now()
	p.Elapsed = time.Since(c.began)
	c.tell(p)
}

// near reports whether the gap is as small as was asked for.
func (c *control) near(value, bound float64) bool {
	return c.goal > 0 && !math.IsInf(value, 0) && gapOf(c.outward(value), c.outward(bound)) <= c.goal
}

// gapOf is Result.Gap.
func gapOf(value, bound float64) float64 {
	switch {
	case value == bound:
		return 0
	case math.IsNaN(value), math.IsInf(value, 0), math.IsInf(bound, 0), value == 0:
		return math.Inf(1)
	}
	return math.Abs(value-bound) / math.Abs(value)
}

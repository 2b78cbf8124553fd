package solve

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// findCBC is the path of the program cbc, "" when it is not installed.
var findCBC = sync.OnceValue(func() string {
	path, err := exec.LookPath("cbc")
	if err != nil {
		return ""
	}
	return path
})

// askCBC hands what the root has left open to cbc, with the best choice to start from. What cbc answers is
// only taken as a hint: its sites are judged like any choice; its bound is the one that it reports itself.
// It reports whether value or bound got better. A cbc that fails is as if there were none.
func (r *run) askCBC(s *search) bool {
	local, ok := s.whole.within(s.fixed, nil)
	if !ok {
		return false
	}
	if _, sites := local.size(); sites == 0 {
		return false
	}
	phase := r.ctl.phase
	r.ctl.phase = PhaseCBC
	defer func() { r.ctl.phase = phase }()
	answer, err := r.runCBC(s, local)
	if err != nil {
		return false
	}
	value, bound := s.value, s.bound
	if answer.sites != nil {
		var picked []int32
		for _, k := range answer.sites {
			if k < len(local.siteIDs()) {
				picked = append(picked, local.siteIDs()[k])
			}
		}
		s.offer(s.together(local, picked))
	}
	s.trust(answer, local.constant())
	return s.value < value || s.bound > bound
}

// together adds the sites that are fixed in and those that local has decided on to the picked ones.
func (s *search) together(local branchable, picked []int32) []int32 {
	in, _ := local.decided()
	sites := append(append([]int32(nil), in...), picked...)
	for j, st := range s.fixed {
		if st == chosenIn {
			sites = append(sites, int32(j))
		}
	}
	return sites
}

// trust takes the bound that cbc reports for what the fixing has left. Nothing better than the best choice
// is elsewhere. Cbc computes to a relative 1e-6 or so, therefore a bound that near to the value closes it.
func (s *search) trust(answer cbcAnswer, constant float64) {
	switch {
	case answer.infeasible:
		s.queue, s.bound = nil, s.value
	case !math.IsInf(answer.bound, -1):
		bound := answer.bound + constant
		tolerance := 1e-6 * max(1, math.Abs(bound))
		if s.step > 2*tolerance {
			bound = math.Ceil(bound/s.step-1e-3) * s.step
		}
		s.lower(bound)
		if s.value-s.bound <= tolerance {
			s.queue, s.bound = nil, s.value
		}
	}
}

// runCBC runs the program in a directory of its own.
func (r *run) runCBC(s *search, p branchable) (cbcAnswer, error) {
	dir, err := os.MkdirTemp("", "cairn-cbc-")
	if err != nil {
		return cbcAnswer{}, err
	}
	defer os.RemoveAll(dir)
	problem, start, solution := filepath.Join(dir, "p.lp"), filepath.Join(dir, "start"), filepath.Join(dir, "solution")
	if err := writeFile(problem, p); err != nil {
		return cbcAnswer{}, err
	}
	args := []string{problem, "-timeMode", "elapsed"}
	if !r.ctl.deadline.IsZero() { // some time is kept for what cbc leaves open
		args = append(args, "-sec", fmt.Sprintf("%.2f", max(0.1, 0.85*r.ctl.left().Seconds()-0.1)))
	}
	if s.best != nil {
		if err := os.WriteFile(start, s.mipStart(p), 0o600); err != nil {
			return cbcAnswer{}, err
		}
		args = append(args, "-mipstart", start)
	}
	log, err := r.wait(s, append(args, "-solve", "-solution", solution))
	if err != nil {
		return cbcAnswer{}, err
	}
	text, err := os.ReadFile(solution)
	if err != nil {
		return cbcAnswer{}, err
	}
	_, sites := p.size()
	return parseCBC(string(log), string(text), sites), nil
}

func writeFile(path string, p branchable) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := p.writeLP(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// mipStart says which sites of p the best choice opens.
func (s *search) mipStart(p branchable) []byte {
	chosen := map[int32]bool{}
	for _, j := range s.best {
		chosen[j] = true
	}
	var b bytes.Buffer
	for k, j := range p.siteIDs() {
		value := 0
		if chosen[j] {
			value = 1
		}
		fmt.Fprintf(&b, "%d y%d %d\n", k, k, value)
	}
	return b.Bytes()
}

// wait runs cbc until it ends, telling the progress; it is killed when the search has to stop, a little
// after its own time limit.
func (r *run) wait(s *search, args []string) ([]byte, error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(r.ctl.ctx))
	defer cancel()
	cmd := exec.CommandContext(ctx, r.cbc, args...)
	cmd.WaitDelay = time.Second
	var log bytes.Buffer
	cmd.Stdout = &log
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case err := <-done:
			return log.Bytes(), err
		case <-tick.C:
			r.ctl.report(s.value, s.bound)
			if r.ctl.halted() {
				cancel()
			}
		}
	}
}

// cbcAnswer is what cbc says.
type cbcAnswer struct {
	sites      []int   // those that it opens, nil: it found none
	bound      float64 // of the objective, -Inf: it says none
	infeasible bool
}

// parseCBC reads the log and the solution file of cbc for a problem with so many sites. What it does not
// understand it leaves out: an answer without sites and bound says nothing.
func parseCBC(log, solution string, sites int) cbcAnswer {
	a := cbcAnswer{bound: math.Inf(-1)}
	head, rows, _ := strings.Cut(solution, "\n")
	optimal := strings.HasPrefix(head, "Optimal") && strings.Contains(log, "Result - Optimal solution found")
	a.infeasible = strings.HasPrefix(head, "Infeasible") && strings.Contains(log, "Problem proven infeasible")
	objective, lower := math.Inf(-1), math.Inf(-1)
	for line := range strings.Lines(log) {
		if x, ok := numberAfter(line, "Objective value:"); ok {
			objective = x
		}
		if x, ok := numberAfter(line, "Lower bound:"); ok {
			lower = x
		}
	}
	if a.bound = lower; optimal && math.IsInf(lower, -1) {
		a.bound = objective
	}
	if !a.infeasible && !strings.Contains(head, "nfeasible") {
		a.sites = openSites(rows, sites)
	}
	return a
}

// numberAfter reads the number that follows the label at the beginning of the line.
func numberAfter(line, label string) (float64, bool) {
	rest, ok := strings.CutPrefix(line, label)
	if !ok {
		return 0, false
	}
	x, err := strconv.ParseFloat(strings.TrimSpace(rest), 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
}

// openSites reads the lines "number name value reduced-cost" for the sites that are open.
func openSites(rows string, sites int) []int {
	open := []int{}
	seen := make([]bool, sites)
	for line := range strings.Lines(rows) {
		words := strings.Fields(line)
		if len(words) > 0 && words[0] == "**" {
			words = words[1:]
		}
		if len(words) < 3 || !strings.HasPrefix(words[1], "y") {
			continue
		}
		j, err := strconv.Atoi(words[1][1:])
		value, bad := strconv.ParseFloat(words[2], 64)
		if err == nil && bad == nil && value > 0.5 && j >= 0 && j < sites && !seen[j] {
			seen[j] = true
			open = append(open, j)
		}
	}
	return open
}

package siting

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// Find gives the id of a run by id or number. Errors: problem.NotFound, problem.BadParameter.
func (s *Store) Find(ctx context.Context, text string) (uuid.UUID, error) {
	if id, err := uuid.Parse(text); err == nil {
		return id, nil
	}
	number, err := strconv.ParseInt(strings.TrimPrefix(text, "#"), 10, 64)
	if err != nil {
		return uuid.Nil, problem.Parameter("run", "problem.not_found", "what", "siting_run", "id", text)
	}
	var id uuid.UUID
	err = s.db.Read().QueryRow(ctx, queries.Get("run_number"), number).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return id, problem.New(problem.NotFound, "problem.not_found", "what", "siting_run", "id", text)
	}
	return id, data.Problem(err)
}

// WriteText writes what a run found for a terminal.
func (full *FullRun) WriteText(w io.Writer, lang problem.Lang) error {
	r := report{speaker: speaker{lang}, run: full}
	var out strings.Builder
	fmt.Fprintf(&out, "%s\n%s\n", r.title(), r.basis())
	for _, line := range r.lines() {
		fmt.Fprintf(&out, "%s: %s\n", line.label, line.value)
	}
	if a := full.Answer; a != nil {
		for _, site := range a.Sites {
			fmt.Fprintf(&out, "%3d  %-12s %s  %.6f %.6f  %s  +%s\n", site.Order, site.Key, site.Name, site.Lon, site.Lat, namesOf(site.NewAreas), number(site.NewPeople, 0))
		}
		for _, u := range a.Unmet {
			fmt.Fprintf(&out, "  ✗  %s %s: %s\n", u.Code, u.Name, r.text("unmet_"+u.Why, "count", u.Excluded))
		}
		for i, alt := range a.Alternatives {
			fmt.Fprintf(&out, "%s: %s\n", r.text("alternative", "n", i+1), r.difference(alt))
		}
	}
	if full.Repeat != nil {
		name := "repeat_other"
		if full.Repeat.Same {
			name = "repeat_same"
		}
		fmt.Fprintln(&out, r.text(name, "changed", strings.Join(full.Repeat.Changed, ", ")))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// Line is a run in one line of a list.
func (r *SitingRun) Line(lang problem.Lang) string {
	s := speaker{lang}
	text := fmt.Sprintf("#%d  %s  %s  %s  %s  %s", r.Number, r.AskedAt.Format("2006-01-02 15:04"), s.text("run_"+r.State), r.AreaName, r.KindName, s.text("method_"+r.Method))
	if sum := r.Summary; sum != nil {
		text += fmt.Sprintf("  %d: %d → %d / %d", sum.Sites, sum.AreasBefore, sum.AreasAfter, sum.AreasOf)
	}
	return text
}

package actor

import (
	"strings"

	"cairn/internal/problem"
)

// CheckPosition is Check for a record that stands somewhere: by its declared area and by
// the areas that hold its position (located: outermost first, empty when in none).
// A position in the actor's area but outside the declared one needs a reason.
// Errors: those of Check; problem.Forbidden when the position lies outside the actor's
// area; problem.Invalid on position_reason when it lies outside the declared area.
func (a Actor) CheckPosition(action Action, declared string, located []string, reason string) error {
	if err := a.Check(action, declared); err != nil {
		return err
	}
	inner := "—"
	if n := len(located); n > 0 {
		inner = located[n-1]
		if !a.Covers(inner) {
			return problem.New(problem.Forbidden, "problem.place_forbidden", "located", inner, "own", a.Area)
		}
	}
	fits := strings.HasPrefix(inner, declared) || strings.HasPrefix(declared, inner)
	if !fits && strings.TrimSpace(reason) == "" {
		return problem.InvalidFields(problem.Bad("position_reason", "problem.outside_area", "located", inner, "declared", declared))
	}
	return nil
}

package boundaries

import (
	"context"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Condition is something that an inspection may find (状况): 完好, 移位, 方位物变化 … There is no
// national list, so the codes are data of the installation. A code is never removed, since
// records name it; one that is not active is no longer offered, and still taken from
// devices that have not heard of it.
type Condition struct {
	Code      string `json:"code"`
	Zh        string `json:"zh" doc:"in Chinese"`
	En        string `json:"en" doc:"in English"`
	Order     int    `json:"order" doc:"place in lists"`
	Active    bool   `json:"active" doc:"offered in forms"`
	Exclusive bool   `json:"exclusive" doc:"cannot stand beside others"`
	Version   int64  `json:"version"`
}

var conditionCode = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// Validate checks a condition by itself. Error: problem.Invalid.
func (c *Condition) Validate() error {
	var r rules
	if !conditionCode.MatchString(c.Code) {
		r.bad("code", "boundaries.bad_condition_code")
	}
	r.required("zh", c.Zh)
	r.required("en", c.En)
	r.whole("order", &c.Order, 0, 10_000)
	return r.err()
}

// Conditions lists the conditions in their order.
func (s *InspectionStore) Conditions(ctx context.Context) ([]Condition, error) {
	return readConditions(ctx, s.db.Read(), "")
}

// PutCondition adds a condition (version 0), or changes the one with its code from the
// version that the caller has read. For an administrator of the whole installation: the
// codes are everybody's.
// Errors: problem.Unauthorized, Forbidden, Invalid, Conflict, NotFound, Stale.
func (s *InspectionStore) PutCondition(ctx context.Context, c data.Change, in Condition) (Condition, error) {
	if err := c.Actor.Check(actor.SetConditions); err != nil {
		return in, err
	}
	in.Zh, in.En = strings.TrimSpace(in.Zh), strings.TrimSpace(in.En)
	if err := in.Validate(); err != nil {
		return in, err
	}
	var stored []Condition
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		home, err := Prefecture(ctx, tx)
		if err != nil {
			return err
		}
		if err := c.Actor.Check(actor.SetConditions, home.Code); err != nil {
			return err
		}
		if err := putCondition(ctx, tx, in); err != nil {
			return err
		}
		stored, err = readConditions(ctx, tx, in.Code)
		return err
	})
	if err != nil {
		return in, err
	}
	return stored[0], nil
}

func putCondition(ctx context.Context, tx pgx.Tx, in Condition) error {
	values := []any{in.Code, in.Zh, in.En, in.Order, in.Active, in.Exclusive}
	if in.Version == 0 {
		_, err := tx.Exec(ctx, queries.Get("condition_insert"), values...)
		return err
	}
	var current int64
	err := tx.QueryRow(ctx, queries.Get("condition_lock"), in.Code).Scan(&current)
	if errors.Is(err, pgx.ErrNoRows) {
		return problem.New(problem.NotFound, "problem.not_found", "what", "condition", "id", in.Code)
	}
	if err != nil {
		return err
	}
	if err := fresh(current, in.Version); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, queries.Get("condition_update"), values...)
	return err
}

func readConditions(ctx context.Context, q data.Querier, code string) ([]Condition, error) {
	rows, err := q.Query(ctx, queries.Get("conditions"), code)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Condition])
}

func conditionsByCode(ctx context.Context, q data.Querier) (map[string]Condition, error) {
	all, err := readConditions(ctx, q, "")
	known := make(map[string]Condition, len(all))
	for _, c := range all {
		known[c.Code] = c
	}
	return known, err
}

// codesOf lists codes for a message.
func codesOf(known map[string]Condition) string {
	return strings.Join(slices.Sorted(maps.Keys(known)), ", ")
}

package gazetteer

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/imports"
	"cairn/internal/actor"
)

// heldCodes are place codes (地名代码) that entries have or ever had: they are never used for another one.
type heldCodes map[string]codeHolder

// codeHolder is the entry that had a code first.
type codeHolder struct {
	ID   uuid.UUID
	Name string
}

func loadHeldCodes(ctx context.Context, q data.Querier, codes []string) (heldCodes, error) {
	rows, err := q.Query(ctx, queries.Get("codes_held"), codes, int16(actor.ClearanceOf(ctx)))
	if err != nil {
		return nil, err
	}
	held := heldCodes{}
	var code string
	var holder codeHolder
	_, err = pgx.ForEachRow(rows, []any{&code, &holder.ID, &holder.Name}, func() error {
		held[code] = holder
		return nil
	})
	return held, err
}

// refuse marks a row that gives an entry (nil: a new one) a code that another one has held.
func (h heldCodes) refuse(r *imports.Row, field, code string, of *Place) {
	if holder, held := h[code]; held && (of == nil || holder.ID != of.ID) {
		r.Bad(field, "gazetteer.code_in_use", "code", code, "name", holder.Name)
	}
}

package boundaries

import (
	"github.com/google/uuid"

	"cairn/internal/problem"
)

// Page is a part of a list.
type Page[T any] struct {
	Items []T
	Next  string // the After of the next page; "" on the last one
}

// Paging says which part of a list is wanted.
type Paging struct {
	After string // Next of the page before; "" from the start
	Limit int    // 0 is 50
}

func (p Paging) size() int {
	if p.Limit <= 0 {
		return 50
	}
	return p.Limit
}

// page cuts a list that was read one over its size.
func page[T any](items []T, size int, key func(T) string) Page[T] {
	if len(items) <= size {
		return Page[T]{Items: items}
	}
	return Page[T]{Items: items[:size], Next: key(items[size-1])}
}

// afterUUID reads the cursor of a list whose keys are UUIDs; nil from the start.
func (p Paging) afterUUID() (*uuid.UUID, error) {
	if p.After == "" {
		return nil, nil
	}
	id, err := uuid.Parse(p.After)
	if err != nil {
		r := rules{[]problem.Field{problem.Bad("after", "boundaries.bad_cursor")}}
		return nil, r.parameters()
	}
	return &id, nil
}

package api

import (
	"encoding/base64"
	"encoding/json"

	"cairn/internal/problem"
)

// Paging is embedded in the input of a list.
type Paging struct {
	Limit int    `query:"limit" default:"50" minimum:"1" maximum:"1000" doc:"records on a page"`
	After string `query:"after" maxLength:"2000" doc:"the next of the page before"`
}

// key is the place in the order after which the page starts, as the page before gave it
// to list; nil for the first page. Error: problem.BadParameter for a cursor not made by
// list with n parts.
func (p Paging) key(n int) ([]string, error) {
	if p.After == "" {
		return nil, nil
	}
	return decodeCursor(p.After, n)
}

// list is a page of T; next is null on the last one.
type list[T any] struct {
	Body listBody[T]
}

type listBody[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next" doc:"cursor of the following page; null on the last"`
}

// listOf cuts items, read one over the limit, and puts the key of the last one in next.
func listOf[T any](items []T, limit int, key func(T) []string) *list[T] {
	out := &list[T]{Body: listBody[T]{Items: items}}
	if len(items) > limit {
		out.Body.Items = items[:limit]
		next := encodeCursor(key(items[limit-1])...)
		out.Body.Next = &next
	}
	if out.Body.Items == nil {
		out.Body.Items = []T{}
	}
	return out
}

// encodeCursor makes an opaque cursor of the parts of a key.
func encodeCursor(parts ...string) string {
	text, _ := json.Marshal(parts) // strings only: cannot fail
	return base64.RawURLEncoding.EncodeToString(text)
}

func decodeCursor(cursor string, n int) ([]string, error) {
	bad := badParameter(problem.Bad("after", "api.bad_cursor"))
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return nil, bad
	}
	var parts []string
	if err := json.Unmarshal(text, &parts); err != nil || len(parts) != n {
		return nil, bad
	}
	for _, part := range parts {
		if !cleanText(part) {
			return nil, bad
		}
	}
	return parts, nil
}

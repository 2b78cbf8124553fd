package changes

import (
	"errors"
	"fmt"
	"strings"

	"cairn/internal/problem"
)

// The longest texts, in characters, and the most items of a set.
const (
	maxTitle  = 200
	maxReason = 2000
	// MaxItems is the most items of a set.
	MaxItems = 2000
)

// at says of a refusal which part of the request it speaks of: fields get the path before
// their name, other refusals the path as their field.
func at(err error, path string) error {
	p := problem.As(err)
	if p == nil {
		return err
	}
	told := *p
	told.Fields = nil
	for _, f := range p.Fields {
		f.Field = path + "." + f.Field
		told.Fields = append(told.Fields, f)
	}
	if len(told.Fields) == 0 {
		told.Fields = []problem.Field{{Field: path, Key: p.Key, Params: p.Params}}
	}
	return &told
}

// gathered collects what is wrong with the items of a request, so that all of it is told
// at once.
type gathered []problem.Field

// maxTold is the most fields told of one request.
const maxTold = 200

// add keeps an invalid item's fields; another refusal, or too many, ends the work.
func (g *gathered) add(err error) error {
	var p *problem.Error
	if !errors.As(err, &p) || p.Kind != problem.Invalid {
		return err
	}
	if *g = append(*g, p.Fields...); len(*g) >= maxTold {
		return g.err()
	}
	return nil
}

func (g gathered) err() error { return problem.InvalidFields(g...) }

// itemPath is the path of the i-th item of a request.
func itemPath(i int) string { return fmt.Sprintf("items[%d]", i) }

func byField(a, b problem.Field) int { return strings.Compare(a.Field, b.Field) }

package actor

import (
	"context"

	"cairn/internal/problem"
)

// Grade is a grade of secrecy (密级) and, of a person, the highest one that may be read.
type Grade int16

// The grades.
const (
	Public       Grade = 0 // 公开
	Internal     Grade = 1 // 内部
	Confidential Grade = 2 // 秘密
	Secret       Grade = 3 // 机密
	TopSecret    Grade = 4 // 绝密
)

// Valid reports whether there is such a grade.
func (g Grade) Valid() bool { return g >= Public && g <= TopSecret }

type readerKey struct{}

// WithReader says for whom a request or a command reads.
func WithReader(ctx context.Context, a Actor) context.Context {
	return context.WithValue(ctx, readerKey{}, a)
}

// ClearanceOf is up to which grade the reader of ctx may read; Public when nobody has said
// who reads, so that a door that forgets to say so shows too little, never too much.
func ClearanceOf(ctx context.Context) Grade {
	a, _ := ctx.Value(readerKey{}).(Actor)
	return a.Clearance
}

// CheckGrade refuses to hand out, set or change what is graded above the actor's clearance.
func (a Actor) CheckGrade(g Grade) error {
	if g > a.Clearance {
		return problem.New(problem.Forbidden, "actor.clearance")
	}
	return nil
}

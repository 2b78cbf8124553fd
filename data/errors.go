package data

import (
	"context"
	"errors"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/puddle/v2"

	"cairn/internal/problem"
)

// Problem turns a database error into a refusal by its SQLSTATE and constraint.
// Problems and errors that are not the database's come back as they are; nil stays nil.
func Problem(err error) error {
	if err == nil || problem.As(err) != nil {
		return err
	}
	var connect *pgconn.ConnectError
	var pg *pgconn.PgError
	if !errors.As(err, &connect) && errors.As(err, &pg) {
		return fromSQLState(pg, err)
	}
	var network net.Error
	if errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, puddle.ErrClosedPool) || pgconn.SafeToRetry(err) {
		if errors.Is(err, context.DeadlineExceeded) {
			return problem.New(problem.Unavailable, "problem.timeout").With(err)
		}
		return problem.New(problem.Unavailable, "problem.unavailable").With(err)
	}
	return err
}

func fromSQLState(pg *pgconn.PgError, err error) error {
	switch pg.Code {
	case "23505": // unique_violation
		return problem.New(problem.Conflict, "problem.duplicate", "field", uniqueField(pg.ConstraintName)).With(err)
	case "23503": // foreign_key_violation
		return problem.New(problem.Invalid, "problem.reference", "constraint", pg.ConstraintName).With(err)
	case "22021", "22P05": // character_not_in_repertoire, untranslatable_character: NUL
		return problem.New(problem.Invalid, "problem.control_characters").With(err)
	case "23514", "23502", "22001", "22003", "22007", "22008":
		return problem.New(problem.Invalid, "problem.check", "constraint", pg.ConstraintName+pg.ColumnName).With(err)
	case "57014": // query_canceled
		return problem.New(problem.Unavailable, "problem.timeout").With(err)
	}
	switch {
	case strings.HasPrefix(pg.Code, "57P"), strings.HasPrefix(pg.Code, "08"), strings.HasPrefix(pg.Code, "53"), pg.Code == "40001", pg.Code == "40P01":
		return problem.New(problem.Unavailable, "problem.unavailable").With(err)
	}
	return err
}

// uniqueField reads the field out of a constraint named <table>_<field>_key; a primary key is the id.
func uniqueField(constraint string) string {
	if strings.HasSuffix(constraint, "_pkey") {
		return "id"
	}
	name := strings.TrimSuffix(constraint, "_key")
	if i := strings.LastIndex(name, "_"); i >= 0 {
		return name[i+1:]
	}
	return name
}

package accounts

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Draft is a new account as it is asked for.
type Draft struct {
	Login    string
	Name     string
	Role     actor.Role
	AreaCode string
	Password string // "" makes a one-time password

	Clearance actor.Grade
}

// Patch changes an account; nil leaves a field as it is.
type Patch struct {
	Name     *string
	Role     *actor.Role
	AreaCode *string
	Disabled *bool

	Clearance *actor.Grade
}

var loginPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9._@-]{0,63}$`)

// Limits of texts, in characters.
const (
	maxName     = 100
	minPassword = 10
	maxPassword = 200
)

// normalised folds what people type into what is stored.
func normalised(login string) string { return strings.ToLower(strings.TrimSpace(login)) }

// check names every bad field of an account; areas says whether a code is an area.
func (a Account) check(areaKnown bool) []problem.Field {
	var bad []problem.Field
	if !loginPattern.MatchString(a.Login) {
		bad = append(bad, problem.Bad("login", "accounts.bad_login"))
	}
	switch n := utf8.RuneCountInString(a.Name); {
	case strings.TrimSpace(a.Name) == "":
		bad = append(bad, problem.Bad("name", "problem.required"))
	case n > maxName:
		bad = append(bad, problem.Bad("name", "problem.too_long", "max", maxName))
	case strings.ContainsFunc(a.Name, problem.BadRune):
		bad = append(bad, problem.Bad("name", "problem.control_characters"))
	}
	if !a.Role.Valid() {
		bad = append(bad, problem.Bad("role", "problem.unknown_value", "allowed", roleNames()))
	}
	if !a.Clearance.Valid() {
		bad = append(bad, problem.Bad("clearance", "accounts.bad_clearance"))
	}
	if !areaKnown {
		bad = append(bad, problem.Bad("area_code", "accounts.unknown_area", "area", a.AreaCode))
	}
	return bad
}

func roleNames() string {
	var names []string
	for _, r := range actor.Roles {
		names = append(names, string(r))
	}
	return strings.Join(names, ", ")
}

// checkPassword: ten characters or more, and not the login.
func checkPassword(field, password, login string) []problem.Field {
	switch n := utf8.RuneCountInString(password); {
	case n < minPassword:
		return []problem.Field{problem.Bad(field, "accounts.short_password", "min", minPassword)}
	case n > maxPassword:
		return []problem.Field{problem.Bad(field, "problem.too_long", "max", maxPassword)}
	case normalised(password) == login:
		return []problem.Field{problem.Bad(field, "accounts.password_is_login")}
	}
	return nil
}

// areaKnown: the code names an area; every area ("") is for those who hold it to give, and
// before any area is loaded, any code may be set.
func areaKnown(ctx context.Context, q data.Querier, code string) (known bool, err error) {
	if code == "" {
		return true, nil
	}
	err = q.QueryRow(ctx, queries.Get("area_known"), code).Scan(&known)
	return known, data.Problem(err)
}

package attachments

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"cairn/internal/problem"
)

// New is what a client says of a file before it sends it.
type New struct {
	ID           uuid.UUID  `json:"id"` // made by the client: the same again is the same upload
	Owner        string     `json:"owner"`
	OwnerID      string     `json:"owner_id"`
	Role         string     `json:"role"` // what it is to the record; "" becomes file
	Name         string     `json:"name"` // file name with its extension
	DeclaredType string     `json:"declared_type"`
	TakenAt      *time.Time `json:"taken_at"`
	Size         int64      `json:"size"`   // bytes
	SHA256       string     `json:"sha256"` // of the whole file in hex; "" when the client does not say
}

var (
	roleForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,59}$`)
	typeForm = regexp.MustCompile(`^[a-zA-Z0-9!#$&^_.+-]{1,60}/[a-zA-Z0-9!#$&^_.+-]{1,100}(;[ -~]{0,60})?$`)
	sumForm  = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// settle fills in what may be left out.
func (n *New) settle() {
	if n.Role == "" {
		n.Role = "file"
	}
	n.SHA256 = strings.ToLower(n.SHA256)
	if n.TakenAt != nil {
		at := n.TakenAt.UTC().Truncate(time.Microsecond) // as the database keeps it
		n.TakenAt = &at
	}
}

// Validate checks everything that can be judged before the file is there, against the
// configuration. Errors: problem.Invalid by fields; problem.TooLarge.
func (c Config) Validate(n New) error {
	var bad []problem.Field
	add := func(ok bool, field, key string, params ...any) {
		if !ok {
			bad = append(bad, problem.Bad(field, key, params...))
		}
	}
	add(n.ID != uuid.Nil, "id", "problem.required")
	add(n.OwnerID != "", "owner_id", "problem.required")
	add(utf8.RuneCountInString(n.OwnerID) <= 100, "owner_id", "problem.too_long", "max", 100)
	add(!strings.ContainsFunc(n.OwnerID, problem.BadRune), "owner_id", "problem.control_characters")
	add(roleForm.MatchString(n.Role), "role", "attachments.role")
	add(n.DeclaredType == "" || typeForm.MatchString(n.DeclaredType), "filetype", "attachments.filetype")
	add(n.SHA256 == "" || sumForm.MatchString(n.SHA256), "sha256", "attachments.sha256")
	add(n.TakenAt == nil || n.TakenAt.Year() >= 1900 && n.TakenAt.Year() < 2200, "taken_at", "attachments.taken_at")
	add(n.Size != 0, "Upload-Length", "attachments.empty")
	bad = append(bad, checkName(n.Name)...)
	if err := problem.InvalidFields(bad...); err != nil {
		return err
	}
	f, err := c.formatOf(n.Name)
	if err != nil {
		return err
	}
	if most := c.limit(f.kind); n.Size > most {
		return problem.New(problem.TooLarge, "attachments.too_large", "name", n.Name, "max", most>>20)
	}
	return nil
}

// maxName is the most characters of a file name.
const maxName = 200

// checkName refuses what is no plain file name: paths, names that show other than they are.
func checkName(name string) []problem.Field {
	switch {
	case name == "":
		return []problem.Field{problem.Bad("filename", "problem.required")}
	case utf8.RuneCountInString(name) > maxName:
		return []problem.Field{problem.Bad("filename", "problem.too_long", "max", maxName)}
	case !utf8.ValidString(name) || strings.ContainsFunc(name, problem.BadRune):
		return []problem.Field{problem.Bad("filename", "problem.control_characters")}
	case strings.ContainsAny(name, `/\`) || strings.Trim(name, ". ") == "":
		return []problem.Field{problem.Bad("filename", "attachments.path")}
	}
	return nil
}

// same reports whether two descriptions are of one upload. A sum that one of them leaves
// out is no difference.
func (n New) same(o New) bool {
	times := n.TakenAt == nil && o.TakenAt == nil || n.TakenAt != nil && o.TakenAt != nil && n.TakenAt.Equal(*o.TakenAt)
	sums := n.SHA256 == "" || o.SHA256 == "" || n.SHA256 == o.SHA256
	return times && sums && n.ID == o.ID && n.Owner == o.Owner && n.OwnerID == o.OwnerID && n.Role == o.Role &&
		n.Name == o.Name && n.DeclaredType == o.DeclaredType && n.Size == o.Size
}

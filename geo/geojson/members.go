package geojson

import "cairn/geo"

func (s *scanner) missing(member string) error {
	return s.fail(geo.CodeMissingMember, map[string]any{"member": member})
}

func (s *scanner) badMember(member string) error {
	return s.fail(geo.CodeBadMember, map[string]any{"member": member})
}

// seenMembers refuses a member that comes twice in one object: readers differ in
// which one they believe.
type seenMembers map[string]bool

func (m seenMembers) add(s *scanner, name string) error {
	if m[name] {
		return s.fail(geo.CodeDuplicateMember, map[string]any{"member": name})
	}
	m[name] = true
	return nil
}

// typeName reads the value of a type member.
func (s *scanner) typeName(k kind) (string, error) {
	if k != kindString {
		return "", s.badMember("type")
	}
	return string(s.text), nil
}

// skip passes over a value whose first token is k.
func (s *scanner) skip(k kind) error {
	if k == '{' || k == '[' {
		return s.unwind(len(s.stack) - 1)
	}
	return nil
}

// bbox reads a bbox member: four or six numbers. It says nothing that the
// geometry doesn't say, so it is checked and forgotten.
func (s *scanner) bbox(k kind) error {
	if k != '[' {
		return s.badMember("bbox")
	}
	n := 0
	for {
		k, err := s.next()
		switch {
		case err != nil:
			return err
		case k == ']' && (n == 4 || n == 6):
			return nil
		case k != kindNumber:
			return s.badMember("bbox")
		}
		n++
	}
}

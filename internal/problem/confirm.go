package problem

import (
	"slices"
	"strings"
)

// Confirm refuses what is doubtful until each of it was confirmed by its key: nil when there
// is none, or none left. Error: Unconfirmed, whose fields are what is left; a client shows
// them to a person and sends the same again with their keys.
func Confirm(doubts Fields, confirmed []string) error {
	left := slices.DeleteFunc(slices.Clone(doubts), func(f Field) bool { return slices.Contains(confirmed, f.Key) })
	if len(left) == 0 {
		return nil
	}
	var keys []string
	for _, f := range left {
		if !slices.Contains(keys, f.Key) {
			keys = append(keys, f.Key)
		}
	}
	err := New(Unconfirmed, "problem.unconfirmed", "count", len(left), "codes", strings.Join(keys, ", "))
	err.Fields = left
	return err
}

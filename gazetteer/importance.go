package gazetteer

import "strings"

// importance is the administrative weight of an entry by its class (GB/T 18521): 0 for
// 211 to 4 for townships (215), 5 for the areas below them (216), 6 for their
// committees, 7 for settlements, 8 for everything else, 9 for what is no longer in use.
// Between equal matches the smaller number goes first. The SQL knows that weights up to
// 4 are few.
func importance(classCode, status string) int16 {
	if status == Historic {
		return 9
	}
	for _, rank := range []struct {
		prefix string
		weight int16
	}{{"211", 0}, {"212", 1}, {"213", 2}, {"214", 3}, {"215", 4}, {"21", 5}, {"27", 6}, {"22", 7}} {
		if strings.HasPrefix(classCode, rank.prefix) {
			return rank.weight
		}
	}
	return 8
}

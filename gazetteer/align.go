package gazetteer

import "unicode"

// digitReadings are the readings of 0 to 9 in a name.
var digitReadings = [...]syllable{{"ling", 2}, {"yi", 1}, {"er", 4}, {"san", 1}, {"si", 4}, {"wu", 3}, {"liu", 4}, {"qi", 1}, {"ba", 1}, {"jiu", 3}}

// align lays written pinyin along the characters of a name, each character on one of its
// readings. A character may be read in a way that no table knows, but at most half of
// them: else the pinyin belongs to another name and nil comes back. Characters after the
// end of the pinyin get their usual reading. sure says that every reading was known.
func align(chars []rune, given []letter) (out reading, sure bool) {
	if len(chars) == 0 || len(given) == 0 {
		return nil, false
	}
	a := aligner{chars, given, map[[2]int]step{}}
	best := a.best(0, 0)
	if best.cost >= impossible {
		return nil, false
	}
	i, at := 0, 0
	for i < len(chars) && at < len(given) {
		s := a.best(i, at)
		out = append(out, s.syllable)
		i, at = i+1, at+s.length
	}
	if best.cost*2 > i {
		return nil, false
	}
	return append(out, usualReading(chars[i:])...), best.cost == 0
}

// aligner finds the cheapest way; every unknown reading costs one.
type aligner struct {
	chars []rune
	given []letter
	memo  map[[2]int]step
}

// step is what the best way does with a character, and what the rest costs from there.
type step struct {
	syllable syllable
	length   int // letters taken
	cost     int
}

const impossible = 1 << 20

func (a aligner) best(i, at int) step {
	if at == len(a.given) {
		return step{}
	}
	if i == len(a.chars) {
		return step{cost: impossible}
	}
	key := [2]int{i, at}
	if known, ok := a.memo[key]; ok {
		return known
	}
	best := step{cost: impossible}
	try := func(s syllable, length, cost int) {
		if cost += a.best(i+1, at+length).cost; cost < best.cost {
			best = step{s, length, cost}
		}
	}
	a.known(i, at, try)
	if best.cost > 0 && unicode.Is(unicode.Han, a.chars[i]) {
		for _, n := range cuts(a.given[at:]) {
			part := a.given[at : at+n]
			try(syllable{plainText(part), toneOf(part)}, n, 1)
		}
	}
	a.memo[key] = best
	return best
}

// known tries the readings that the tables give for a character.
func (a aligner) known(i, at int, try func(s syllable, length, cost int)) {
	r := a.chars[i]
	switch {
	case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		a.match(at, syllable{plain: string(r)}, try)
		if unicode.IsDigit(r) {
			a.match(at, digitReadings[r-'0'], try)
		}
	case !unicode.Is(unicode.Han, r):
		try(usual(r), 0, 0)
	default:
		for _, s := range readings(r) {
			a.match(at, s, try)
		}
	}
}

// match tries a reading if its letters come next; a written tone must not contradict it,
// and where it does the written one wins at the price of an unknown reading.
func (a aligner) match(at int, s syllable, try func(s syllable, length, cost int)) {
	n := len(s.plain)
	if n > len(a.given)-at {
		return
	}
	part := a.given[at : at+n]
	if plainText(part) != s.plain || tones(part) > 1 {
		return
	}
	switch tone := toneOf(part); {
	case tone == 0 || tone == s.tone:
		try(s, n, 0)
	default:
		try(syllable{s.plain, tone}, n, 1)
	}
}

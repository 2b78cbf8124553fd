package gazetteer

import "strconv"

// Sound is how one character of a name is read: its pinyin without and with the digit of
// its tone. A silent sign has neither, a tone that nobody knows no digit.
type Sound struct{ Plain, Toned string }

// Sounds reads a name as the search rows read it first, one Sound for each character of
// Normalise(name): by the written pinyin where it fits, else by the usual readings.
func Sounds(name, written string) []Sound {
	chars := []rune(Normalise(name))
	read, _ := align(chars, parseLetters(written))
	if len(read) != len(chars) {
		read = usualReading(chars)
	}
	out := make([]Sound, len(read))
	for i, s := range read {
		out[i] = Sound{s.plain, s.plain}
		if s.tone > 0 {
			out[i].Toned += strconv.Itoa(int(s.tone))
		}
	}
	return out
}

// Fits reports whether written pinyin reads a name by readings that are known, and whether
// it reads all of it: some leave the generic part out.
func Fits(name, written string) (fits, whole bool) {
	chars, letters := []rune(Normalise(name)), parseLetters(written)
	aligned, sure := align(chars, letters)
	if aligned == nil || !sure {
		return false, false
	}
	return true, plainText(letters) == aligned.joined()
}

package gazetteer

// SortKey orders names as a dictionary does: by the letters of the reading, then by the
// tones, then by the characters. The written pinyin decides polyphones.
func SortKey(name, pinyin string) string {
	readings := readingsOf(name, pinyin)
	if len(readings) == 0 {
		return name
	}
	r := readings[0]
	return r.spaced() + "\x00" + r.toned() + "\x00" + name
}

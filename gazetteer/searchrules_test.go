package gazetteer

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
)

// asked is a query of the test set: the entry it was made from answers it, and any other
// that is equally good.
type asked struct {
	text  string
	from  *known
	equal func(*known) bool
}

// known is an entry of the pack as the rules of the test set see it: read from the file,
// not from the search table.
type known struct {
	ref, name, class, area string
	norm, joined, toned    string
	initials, spaced       string
	forms                  []string // normalised: the name and every other form
	former                 []string
}

func entriesOf(rows []map[string]string) []*known {
	var out []*known
	for _, row := range rows {
		if row["status"] != Current {
			continue
		}
		r := readingsOf(row["name"], row["pinyin"])[0]
		k := &known{ref: row["id"], name: row["name"], class: row["class_code"], area: row["area_code"], norm: Normalise(row["name"]),
			joined: r.joined(), toned: r.toned(), initials: r.initials(), spaced: r.spaced()}
		k.former = nameList(row["former_names"])
		for _, form := range slices.Concat([]string{row["name"], row["short_name"]}, nameList(row["alt_names"]), k.former) {
			if form != "" {
				k.forms = append(k.forms, Normalise(form))
			}
		}
		out = append(out, k)
	}
	return out
}

// setMaker makes queries by rules; which entries they are made from is chosen by a hash.
type setMaker struct {
	all   []*known
	forms map[string]int // entries by normalised form
}

// some are n queries that a rule makes, entries in the order of their hash.
func (m *setMaker) some(category string, n int, rule func(*known) (string, func(*known) bool)) []asked {
	order := slices.Clone(m.all)
	key := func(k *known) uint64 {
		h := fnv.New64a()
		_, _ = h.Write([]byte(category + k.ref))
		return h.Sum64()
	}
	slices.SortFunc(order, func(a, b *known) int { return cmp.Compare(key(a), key(b)) })
	var out []asked
	for _, k := range order {
		if len(out) == n {
			break
		}
		if text, equal := rule(k); text != "" {
			if equal == nil {
				equal = func(o *known) bool { return o.norm == k.norm }
			}
			out = append(out, asked{text, k, equal})
		}
	}
	return out
}

// few reports whether at most three different names are equally good: else the query says
// too little to expect anything.
func (m *setMaker) few(equal func(*known) bool) bool {
	names := map[string]bool{}
	for _, k := range m.all {
		if equal(k) {
			names[k.norm] = true
		}
	}
	return len(names) <= 3
}

// unknown reports whether no name form has the text inside.
func (m *setMaker) unknown(text string) bool {
	return !slices.ContainsFunc(m.all, func(k *known) bool {
		return slices.ContainsFunc(k.forms, func(f string) bool { return strings.Contains(f, text) })
	})
}

func (m *setMaker) isHan(k *known, least int) bool {
	chars := []rune(k.norm)
	return len(chars) >= least && strings.IndexFunc(k.norm, func(r rune) bool { return r < 0x3400 }) < 0
}

func hashOf(text string, n int) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(text))
	return int(h.Sum32() % uint32(n))
}

// byName are exact names and parts of them.
func (m *setMaker) byName() map[string][]asked {
	sub := func(from, to func(int) int, inside func(form, q string) bool) func(*known) (string, func(*known) bool) {
		return func(k *known) (string, func(*known) bool) {
			chars := []rune(k.norm)
			if len(chars) < 4 || !m.isHan(k, 4) {
				return "", nil
			}
			q := string(chars[from(len(chars)):to(len(chars))])
			equal := func(o *known) bool { return inside(o.norm, q) }
			begins := func(o *known) bool { return strings.HasPrefix(o.norm, q) }
			if m.forms[q] > 0 || !m.few(equal) || !begins(k) && slices.ContainsFunc(m.all, begins) {
				return "", nil // better answers than the entry
			}
			return q, equal
		}
	}
	zero, less := func(int) int { return 0 }, func(n int) int { return n - 1 }
	return map[string][]asked{
		"exact":  m.some("exact", 45, func(k *known) (string, func(*known) bool) { return k.name, nil }),
		"prefix": m.some("prefix", 30, sub(zero, less, strings.HasPrefix)),
		"infix":  m.some("infix", 30, sub(func(int) int { return 1 }, less, strings.Contains)),
		"full width": m.some("full width", 4, func(k *known) (string, func(*known) bool) {
			wide := strings.Map(func(r rune) rune { return r + 0xFEE0 }, k.joined)
			return wide, m.sounds(k)
		}),
		"rare characters": m.some("rare", 12, func(k *known) (string, func(*known) bool) {
			if strings.IndexFunc(k.name, func(r rune) bool { return r > 0xFFFF || r >= 0x3400 && r < 0x4E00 }) < 0 {
				return "", nil
			}
			return k.name, nil
		}),
		"former names": m.some("former", 25, func(k *known) (string, func(*known) bool) {
			if len(k.former) == 0 || m.standard(Normalise(k.former[0])) {
				return "", nil
			}
			q := Normalise(k.former[0])
			return k.former[0], func(o *known) bool { return slices.Contains(o.forms, q) }
		}),
	}
}

func (m *setMaker) standard(norm string) bool {
	return slices.ContainsFunc(m.all, func(k *known) bool { return k.norm == norm })
}

// sounds: equally good are all that are read alike.
func (m *setMaker) sounds(k *known) func(*known) bool {
	return func(o *known) bool { return o.joined == k.joined }
}

// marks are the vowels with their tones.
var marks = map[rune]string{'a': "aāáǎà", 'e': "eēéěè", 'i': "iīíǐì", 'o': "oōóǒò", 'u': "uūúǔù", 'v': "üǖǘǚǜ"}

// markTones turns wen2shan1 into wénshān, after the rule of the orthography.
func markTones(toned string, between string) string {
	var out []string
	for _, s := range split(parseLetters(toned)) {
		at := strings.IndexAny(s.plain, "ae")
		if at < 0 {
			at = strings.Index(s.plain, "ou")
		}
		if at < 0 {
			at = strings.LastIndexAny(s.plain, "iouv")
		}
		var b strings.Builder
		for i, r := range s.plain {
			switch tones := []rune(marks[r]); {
			case i == at && s.tone < 5:
				b.WriteRune(tones[s.tone])
			case r == 'v':
				b.WriteRune('ü')
			default:
				b.WriteRune(r)
			}
		}
		out = append(out, b.String())
	}
	return strings.Join(out, between)
}

// byPinyin are the ways to type a name in letters.
func (m *setMaker) byPinyin() map[string][]asked {
	typed := func(text func(k *known) string) func(*known) (string, func(*known) bool) {
		return func(k *known) (string, func(*known) bool) {
			if !m.isHan(k, 2) || strings.IndexFunc(k.joined, func(r rune) bool { return r < 'a' || r > 'z' }) >= 0 {
				return "", nil
			}
			return text(k), m.sounds(k)
		}
	}
	return map[string][]asked{
		"pinyin with tones": m.some("tones", 25, typed(func(k *known) string { return markTones(k.toned, "") })),
		"pinyin with tones, spaced": m.some("tones spaced", 15, typed(func(k *known) string {
			return strings.ToUpper(markTones(k.toned, " "))
		})),
		"pinyin with tone digits":   m.some("digits", 15, typed(func(k *known) string { return k.toned })),
		"pinyin joined":             m.some("joined", 25, typed(func(k *known) string { return k.joined })),
		"pinyin spaced":             m.some("spaced", 15, typed(func(k *known) string { return k.spaced })),
		"pinyin, last syllable cut": m.some("cut", 15, m.cut),
		"initials":                  m.some("initials", 20, m.byInitials),
		"mixed":                     m.some("mixed", 20, m.mixed),
		"abbreviated":               m.some("abbreviated", 10, m.abbreviated),
		"polyphones":                m.some("polyphones", 20, m.polyphone),
	}
}

func only(yes bool, text string) string {
	if yes {
		return text
	}
	return ""
}

func (m *setMaker) cut(k *known) (string, func(*known) bool) {
	if !m.isHan(k, 3) || len(k.joined) < 8 {
		return "", nil
	}
	q := k.joined[:len(k.joined)-1]
	equal := func(o *known) bool { return strings.HasPrefix(o.joined, q) }
	return only(m.few(equal), q), equal
}

func (m *setMaker) byInitials(k *known) (string, func(*known) bool) {
	equal := func(o *known) bool { return o.initials == k.initials }
	if !m.isHan(k, 3) || !m.few(equal) || legal()[k.initials] {
		return "", nil
	}
	return k.initials, equal
}

func (m *setMaker) mixed(k *known) (string, func(*known) bool) {
	syllables := strings.Fields(k.spaced)
	chars := []rune(k.norm)
	if !m.isHan(k, 2) || len(syllables) != len(chars) {
		return "", nil
	}
	at := 1 + hashOf(k.ref, len(chars)-1)
	q := string(chars[:at]) + strings.Join(syllables[at:], "")
	return q, func(o *known) bool { return strings.HasPrefix(o.norm, string(chars[:at])) && o.joined == k.joined }
}

// abbreviated: the first syllable whole, of the others the first letter.
func (m *setMaker) abbreviated(k *known) (string, func(*known) bool) {
	syllables := strings.Fields(k.spaced)
	if !m.isHan(k, 3) || len(syllables) != len([]rune(k.norm)) {
		return "", nil
	}
	equal := func(o *known) bool { return o.initials == k.initials && strings.HasPrefix(o.spaced, syllables[0]+" ") }
	return only(m.few(equal), syllables[0]+k.initials[1:]), equal
}

// polyphone: names of the pack that test one, by the pinyin that the pack gives them.
func (m *setMaker) polyphone(k *known) (string, func(*known) bool) {
	return only(strings.ContainsAny(k.norm, "都重长甸乐单曾解朴堡铺圩行箐"), markTones(k.toned, "")), m.sounds(k)
}

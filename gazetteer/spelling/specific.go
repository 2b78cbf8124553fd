package spelling

import "strings"

// The one-syllable modifiers that join the generic term after a specific part of two or
// more syllables (rule 2): 人民东路, 潮白新河, 昆明南站, 阿拉善左旗.
const (
	roadModifiers   = "东西南北中前后左右上下大小新老旧正横直支辅"
	natureModifiers = "东西南北大小新老前后上下"
	worksModifiers  = "东西南北大小新老"
	bannerModifiers = "左右前后中"
)

func (d *divider) modifierSet() string {
	switch {
	case d.has(administrative):
		return bannerModifiers
	case d.has(nature) && !d.has(works):
		return natureModifiers
	case d.has(works):
		return worksModifiers
	}
	return roadModifiers
}

// modifiers counts the modifiers before the generic term at the place at; two at most.
func (d *divider) modifiers(from, at int, g *generic) int {
	if !g.modified || d.wordEnds(from, at) {
		return 0
	}
	if at-from == 2 && g.monograph && d.has(traffic) &&
		strings.ContainsRune("东西南北大小前后新老", d.text[from]) && strings.ContainsRune("东西南北后", d.text[from+1]) &&
		strings.ContainsRune("街巷", d.text[at]) {
		return 1 // 小/南街
	}
	n := 0
	for n < 2 && at-n-from > 2 && strings.ContainsRune(d.modifierSet(), d.text[at-n-1]) && !d.wordEnds(from, at-n) {
		n++
	}
	return n
}

// wordEnds reports whether the text ends with a known word that a modifier must not be
// taken from: all of it, or after a specific part of its own (科技创新路, but 中山/东路).
func (d *divider) wordEnds(from, to int) bool {
	n := endsWithWord(d.text[from:to])
	return n > 0 && (n == to-from || to-from-n > 1)
}

// ordinal writes a name whose specific part ends in an ordinal or a code, which stands in
// digits (rules 7 and 16); false when it does not.
func (d *divider) ordinal(from, at, to int, g *generic) bool {
	if d.has(traffic) || d.has(anyClass) && strings.IndexByte(g.groups, byte(traffic)) >= 0 {
		return d.ring(from, at, to) || d.numbered(from, d.beforeHorse(from, at, to), to, g)
	}
	if d.coded(from, at, to, g) {
		return true
	}
	unit := strings.HasPrefix(d.class, "27") || d.has(anyClass)
	first := at - numeralTail(d.text[from:at])
	prefixed := first > from && first < at && d.text[first-1] == '第' && !g.monograph
	if unit && (g.numbered && first-from > 1 || prefixed) {
		return d.numbered(from, at, to, g)
	}
	return false
}

// coded writes a number with 号 before the generic term: 一号桥 1 Hào Qiáo.
func (d *divider) coded(from, at, to int, g *generic) bool {
	if at-from < 2 || d.text[at-1] != '号' || d.has(nature) && !d.has(works) || d.has(administrative) || d.has(rural) {
		return false
	}
	n := numeralTail(d.text[from : at-1])
	digits, ok := arabic(d.text[at-1-n : at-1])
	if n == 0 || !ok {
		return false
	}
	d.specific(from, at-1-n)
	d.add(piece{from: at - 1 - n, to: at - 1, kind: kindNumber, digits: digits})
	d.word(at-1, at, kindSpecific)
	d.generic(at, to, g)
	return true
}

// beforeHorse moves the generic term of 二马路 to 马路.
func (d *divider) beforeHorse(from, at, to int) int {
	if at-from > 1 && to-at == 1 && d.text[at] == '路' && d.text[at-1] == '马' && isNumeral(d.text[at-2]) {
		return at - 1
	}
	return at
}

// numbered writes the ordinal before the generic term at the place at.
func (d *divider) numbered(from, at, to int, g *generic) bool {
	if d.coded(from, at, to, g) {
		return true
	}
	first := at - numeralTail(d.text[from:at])
	tight := first > from && first < at && d.text[first-1] == '第'
	for !tight && first < at && first > from && d.joins(from, first) {
		first++ // 东四|十二条: the first numeral belongs to a word
	}
	if n := endsWithWord(d.text[from:at]); !tight && n > at-first {
		return false // 统一路
	}
	digits, ok := arabic(d.text[first:at])
	if first == at || !ok {
		return false
	}
	if tight {
		d.specific(from, first-1)
		d.word(first-1, first, kindSpecific)
		digits = "-" + digits
	} else {
		d.specific(from, first)
	}
	d.add(piece{from: first, to: at, kind: kindNumber, digits: digits, tight: tight})
	d.generic(at, to, g)
	return true
}

// joins reports whether the numeral at the place i ends a known word that begins before it.
func (d *divider) joins(from, i int) bool {
	for n := 2; n <= longestWord && i+1-n >= from; n++ {
		if words()[string(d.text[i+1-n:i+1])] && !isNumeral(d.text[i+1-n]) {
			return true
		}
	}
	return false
}

// ring writes ring roads: 三环路 3 Huánlù, 北三环东路 Běi 3 Huán Dōnglù.
func (d *divider) ring(from, at, to int) bool {
	at0 := at
	for at0 > from && strings.ContainsRune("东西南北中", d.text[at0-1]) {
		at0--
	}
	if at0-from < 2 || d.text[at0-1] != '环' {
		return false
	}
	n := numeralTail(d.text[from : at0-1])
	digits, ok := arabic(d.text[at0-1-n : at0-1])
	if n == 0 || !ok {
		return false
	}
	d.specific(from, at0-1-n)
	d.add(piece{from: at0 - 1 - n, to: at0 - 1, kind: kindNumber, digits: digits})
	if at0 == at && to-at == 1 {
		d.word(at0-1, to, kindGeneric)
		return true
	}
	d.word(at0-1, at0, kindSpecific)
	d.word(at0, to, kindGeneric)
	return true
}

// specific divides a specific part.
func (d *divider) specific(from, to int) {
	switch {
	case from >= to:
	case d.has(administrative):
		d.area(from, to)
	case d.has(works) || d.has(anyClass):
		d.unit(from, to)
	case d.has(traffic):
		d.road(from, to)
	case d.has(nature) && to-from > 3 && d.text[from] == '第' && isNumeral(d.text[from+1]):
		n := 1 + numeralHead(d.text[from+1:to])
		d.word(from, from+n, kindSpecific) // 第二松花江
		d.word(from+n, to, kindSpecific)
	default:
		d.word(from, to, kindSpecific)
	}
}

// area writes the specific part of an area: the peoples of an autonomous one stand apart.
func (d *divider) area(from, to int) {
	at := to
	var cuts []int
	for {
		n := peopleAt(d.text[from:at])
		if n == 0 || string(d.text[from:at]) == "内蒙古" {
			break
		}
		cuts, at = append(cuts, at), at-n
	}
	if len(cuts) > 0 && to-from > 0 && at == from && d.text[to-1] != '族' {
		at, cuts = to, nil // 东乡县: no people, a name
	}
	if at > from {
		d.unit(from, at)
	}
	for i := len(cuts) - 1; i >= 0; i-- {
		d.word(at, cuts[i], kindPeople)
		at = cuts[i]
	}
}

// road divides the specific part of a street: a street with a generic term of two or more
// syllables, or with a modifier, keeps it apart (包头/胡同/东巷, 天宁寺/西里/一巷); one syllable
// has become part of the specific (解放路/南小街, rule 4).
func (d *divider) road(from, to int) {
	g, n := genericOf(d.text[from:to], []group{traffic})
	if g != nil && to-n-from > 1 {
		at := to - n
		at -= d.modifiers(from, at, g)
		if to-at > 1 && endsWithWord(d.text[from:to]) == 0 {
			d.road(from, at)
			d.word(at, to, kindGeneric)
			return
		}
	}
	d.unit(from, to)
}

// unit divides a long specific part (rules 14 and 17): areas inside it as areas, known words
// apart; what is left stays together.
func (d *divider) unit(from, to int) {
	for i := from; i < to; {
		n := wordAt(d.text[i:to])
		if n > 0 {
			i += n
			continue
		}
		if d.areaEnds(from, i, to) {
			d.stretch(from, i)
			d.word(i, i+1, kindGeneric)
			from = i + 1
		}
		i++
	}
	d.stretch(from, to)
}

// areaEnds reports whether the character at i is the generic term of an area whose specific
// part begins at from, with a name after it: 北京/市/宣武/区/育才/学校.
func (d *divider) areaEnds(from, i, to int) bool {
	before, after := i-from, to-i-1
	if after == 0 && d.has(works) {
		after = 2 // the generic term follows: 费/县/汽车站
	}
	switch d.text[i] {
	case '县':
		return before > 0 && after > 0
	case '省', '市', '区', '镇', '乡', '州':
		return before > 1 && after > 1
	}
	return false
}

// stretch writes a text without areas inside: four or more characters come apart where
// known words do and leave no single character.
func (d *divider) stretch(from, to int) {
	if to-from < 4 {
		d.word(from, to, kindSpecific)
		return
	}
	start := from
	for i := from; i < to; {
		n := wordAt(d.text[i:to])
		if n == 0 {
			i++
			continue
		}
		rest := to - i - n
		if i-start == 1 || rest == 1 {
			i += n
			continue
		}
		d.word(start, i, kindSpecific)
		d.word(i, i+n, kindSpecific)
		i += n
		start = i
	}
	d.word(start, to, kindSpecific)
}

package naming

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cairn/gazetteer"
)

// How a word is looked for in a name.
const (
	matchContains = "contains"
	matchPrefix   = "prefix"
	matchSuffix   = "suffix"
	matchSpecific = "specific"
	matchName     = "name"
	matchTitle    = "title"
)

// The categories that the program treats in a way of their own.
const (
	allowed = "allowed"
	famous  = "famous"
	person  = "person"
)

// span is a piece of a normalised name, in bytes.
type span struct{ from, to int }

// find looks for the word; false when the name does not have it.
func (w *ListedWord) find(name string, s Split) (span, bool) {
	from := strings.Index(name, w.Word)
	at := span{from, from + len(w.Word)}
	switch {
	case from < 0:
		return at, false
	case w.Match == matchPrefix:
		return at, from == 0
	case w.Match == matchSuffix:
		from = len(name) - len(w.Word)
		return span{from, len(name)}, strings.HasSuffix(name, w.Word)
	case w.Match == matchSpecific:
		return at, s.Specific == w.Word || name == w.Word
	case w.Match == matchName:
		return at, name == w.Word
	case w.Match == matchTitle:
		return titled(name, w.Word)
	}
	return at, true
}

// titled finds a title (将军, 先生) right behind a surname, or behind a surname and a given
// name of one or two characters that the name begins with.
func titled(name, title string) (span, bool) {
	at := strings.Index(name, title)
	before := []rune(name[:max(at, 0)])
	for _, n := range []int{1, 2, 3} {
		if at > 0 && len(before) == n && strings.ContainsRune(surnames, before[0]) {
			return span{0, at + len(title)}, true
		}
	}
	return span{}, false
}

// surnames are the commonest surnames of one character.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"

// matter is a finding in the making: what of the name it speaks of.
type matter struct {
	rule, severity, article string // severity and article as the word has them; "" as the rule has them
	subject                 string
	at                      span
	key                     string
	params                  []string // alternating names and values
	with                    []entry  // what it collides with
}

// wordMatters holds the words against the name.
func (b *Book) wordMatters(name string, class string, s Split) []matter {
	var found []matter
	for i := range b.words {
		w := &b.words[i]
		at, ok := w.find(name, s)
		if !ok || w.Category == famous && !strings.HasPrefix(class, "21") {
			continue
		}
		m := matter{rule: w.Category, severity: w.Severity, article: w.Article, subject: w.Word, at: at,
			key: w.message(), params: []string{"word", w.Word, "note", w.Note}}
		if w.Match == matchTitle {
			m.rule, m.key = "person_title", "naming.person_title"
		}
		found = append(found, m)
	}
	return longestOnly(found)
}

// noted are the categories whose messages show the note of the word.
var noted = []string{person, "foreign", "company", "odd"}

// message is the key of what is said against a name with the word; a word without a note
// has a message without one.
func (w *ListedWord) message() string {
	key := "naming." + w.Category
	if w.Note == "" && slices.Contains(noted, w.Category) {
		key += "_bare"
	}
	return key
}

// longestOnly leaves out a word inside a longer one of the same rule: 中国石油 says more than 中国.
func longestOnly(found []matter) []matter {
	var out []matter
	for i, m := range found {
		inside := false
		for j, other := range found {
			if i != j && other.at.holds(m.at) && (other.at != m.at || j < i && other.rule == m.rule) {
				inside = true
			}
		}
		if !inside {
			out = append(out, m)
		}
	}
	return out
}

func (a span) holds(b span) bool { return a.from <= b.from && a.to >= b.to && b.to > b.from }

// excused reports why a matter may stand: the note of an allowed word that it lies in. A
// matter of characters without a place needs a word that has them all or is the whole name.
func (b *Book) excused(m matter, name string, s Split) (note string, ok bool) {
	for i := range b.allowed {
		w := &b.allowed[i]
		at, found := w.find(name, s)
		switch {
		case !found:
		case at.holds(m.at), at == span{0, len(name)}, m.at == span{} && m.subject != "" && hasAll(w.Word, m.subject):
			return w.Note, true
		}
	}
	return "", false
}

func hasAll(text, chars string) bool {
	return !strings.ContainsFunc(chars, func(r rune) bool { return !strings.ContainsRune(text, r) })
}

// signMatters holds signs, digits and letters against the name. The name is as written, the
// places are those in the normalised one as far as they can be told.
func signMatters(written, name string) []matter {
	var found []matter
	if signs := pick(written, isSign); signs != "" {
		found = append(found, matter{rule: "odd_sign", subject: signs, key: "naming.odd_sign", params: []string{"signs", signs}})
	}
	if letters := pick(name, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) }); letters != "" {
		found = append(found, matter{rule: "foreign_letters", subject: letters, key: "naming.foreign_letters", params: []string{"letters", letters}})
	}
	if digits, ordinal := digitsOf(name); digits != "" {
		m := matter{rule: "odd_digits", subject: digits, key: "naming.odd_digits", params: []string{"digits", digits}}
		if ordinal && !strings.ContainsFunc(written, isSign) {
			m.rule, m.key = "ordinal_digits", "naming.ordinal_digits"
		}
		found = append(found, m)
	}
	return found
}

// isSign reports a sign that belongs in no name: middle dots, hyphens, brackets and the
// like. Marks that go with a character (variation selectors) are none.
func isSign(r rune) bool {
	return unicode.In(r, unicode.P, unicode.S) || r == '・' || r == '･'
}

// pick is the characters of a text that ok takes, each once.
func pick(text string, ok func(rune) bool) string {
	var out []rune
	for _, r := range text {
		if ok(r) && !strings.ContainsRune(string(out), r) {
			out = append(out, r)
		}
	}
	return string(out)
}

// ordinals are what digits may stand before: they count something.
const ordinals = "号组队社路街巷弄里区桥站井坪洞级楼栋幢线年月公米"

// digitsOf is the first run of digits of a name and whether all runs count something.
func digitsOf(name string) (first string, ordinal bool) {
	ordinal = true
	for rest := name; ; {
		from := strings.IndexFunc(rest, unicode.IsDigit)
		if from < 0 {
			return first, ordinal
		}
		rest = rest[from:]
		n := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsDigit(r) })
		if n < 0 {
			n = len(rest)
		}
		if first == "" {
			first = rest[:n]
		}
		next, size := utf8.DecodeRuneInString(rest[n:])
		ordinal = ordinal && size > 0 && strings.ContainsRune(ordinals, next)
		rest = rest[n:]
	}
}

// characterMatters holds characters outside the standard table against the name as written.
func characterMatters(written string) []matter {
	var found []matter
	var rare, forms []string
	var variant string
	for _, r := range notStandard(written) {
		if form := standardForm(r); form != "" {
			variant += string(r)
			forms = append(forms, string(r)+"→"+form)
			continue
		}
		rare = append(rare, string(r))
	}
	if len(rare) > 0 {
		text := strings.Join(rare, "")
		found = append(found, matter{rule: "rare_character", subject: text, key: "naming.rare_character", params: []string{"characters", strings.Join(rare, "、")}})
	}
	if variant != "" {
		found = append(found, matter{rule: "variant_character", subject: variant, key: "naming.variant_character", params: []string{"characters", strings.Join(forms, "、")}})
	}
	return found
}

// formMatters holds the generic part against the name.
func (b *Book) formMatters(name, class string, s Split, scope *Scope) []matter {
	var found []matter
	if b.generics[name] != nil && (b.generics[name].Reserved || scope.GenericRequired) {
		return []matter{{rule: "specific_missing", subject: name, key: "naming.specific_missing", params: []string{"generic", name}}}
	}
	endings := b.endings(name)
	switch {
	case s.Generic == "" && scope.GenericRequired && len(endings) > 0 && !endings[0].fits(class):
		other := endings[0].Text
		found = append(found, matter{rule: "generic_class", subject: other, key: "naming.generic_class", params: []string{"generic", other, "class", b.className(class)}})
	case s.Generic == "" && scope.GenericRequired:
		found = append(found, matter{rule: "generic_missing", key: "naming.generic_missing", params: []string{"class", b.className(class)}})
	case s.term == nil:
	case !s.term.fits(class):
		found = append(found, matter{rule: "generic_class", subject: s.Generic, key: "naming.generic_class", params: []string{"generic", s.Generic, "class", b.className(class)}})
	case s.term.Size != nil && scope.MaxSize != nil && *s.term.Size > *scope.MaxSize:
		found = append(found, matter{rule: "generic_size", subject: s.Generic, key: "naming.generic_size", params: []string{"generic", s.Generic, "class", b.className(class)}})
	}
	if twice := s.Generic != "" && strings.HasSuffix(s.Specific, s.Generic); twice {
		found = append(found, matter{rule: "generic_repeated", subject: s.Generic, key: "naming.generic_repeated", params: []string{"generic", s.Generic}})
	}
	return found
}

func (b *Book) className(class string) string {
	if name := b.classes[class]; name != "" {
		return name
	}
	return class
}

// soundKey joins sounds with their tones.
func soundKey(sounds []gazetteer.Sound) string {
	var b strings.Builder
	for _, s := range sounds {
		b.WriteString(s.Toned)
	}
	return b.String()
}

// plainKey joins sounds without their tones.
func plainKey(sounds []gazetteer.Sound) string {
	var b strings.Builder
	for _, s := range sounds {
		b.WriteString(s.Plain)
	}
	return b.String()
}

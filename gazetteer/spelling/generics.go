package spelling

import (
	_ "embed"
	"strings"
	"sync"
)

// group is a letter for the classes where a generic term is one.
type group byte

const (
	administrative group = 'A'
	nature         group = 'N'
	traffic        group = 'R'
	works          group = 'U' // works, sights, buildings, units
	institution    group = 'I' // units only
	urban          group = 'S'
	rural          group = 'V'
	anyClass       group = '?'
)

// groupsOf says which generic terms count for a class (GB/T 18521): its beginning decides.
func groupsOf(class string) []group {
	for _, row := range []struct {
		prefix string
		groups []group
	}{
		{"11", []group{nature}}, {"12", []group{nature}}, {"13", []group{nature}},
		{"21", []group{administrative}},
		{"221", []group{urban, rural}}, {"22", []group{rural}},
		{"23", []group{traffic}}, {"24", []group{works}}, {"25", []group{works, nature}},
		{"26", []group{works}}, {"27", []group{works, institution}},
	} {
		if strings.HasPrefix(class, row.prefix) {
			return row.groups
		}
	}
	return []group{anyClass}
}

// generic is a generic term (通名).
type generic struct {
	parts     []int // lengths of the words that it is divided into
	groups    string
	modified  bool // one-syllable modifiers join it (rule 2)
	numbered  bool // ordinals before it are written as digits (rule 16)
	monograph bool // one character
}

func (g *generic) counts(groups []group) bool {
	for _, want := range groups {
		if strings.IndexByte(g.groups, byte(want)) >= 0 {
			return true
		}
	}
	return false
}

//go:embed generics.txt
var genericText string

// generics are the generic terms by their text.
var generics = sync.OnceValue(func() map[string]*generic {
	table := map[string]*generic{}
	for line := range dataLines(genericText) {
		fields := strings.Fields(line)
		g := &generic{groups: fields[1]}
		for part := range strings.SplitSeq(fields[0], ".") {
			g.parts = append(g.parts, len([]rune(part)))
		}
		for _, flag := range fields[2:] {
			g.modified = g.modified || flag == "m"
			g.numbered = g.numbered || flag == "o"
		}
		text := strings.ReplaceAll(fields[0], ".", "")
		g.monograph = len([]rune(text)) == 1
		table[text] = g
	}
	return table
})

// longestGeneric is the length of the longest generic term.
const longestGeneric = 10

// genericOf finds the longest generic term at the end of the text, nil for none.
func genericOf(text []rune, groups []group) (g *generic, length int) {
	for n := min(longestGeneric, len(text)); n > 0; n-- {
		if g := generics()[string(text[len(text)-n:])]; g != nil && g.counts(groups) {
			return g, n
		}
	}
	return nil, 0
}

//go:embed words.txt
var wordText string

// words are those that keep specific parts from being misread.
var words = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for line := range dataLines(wordText) {
		for _, word := range strings.Fields(line) {
			set[word] = true
		}
	}
	return set
})

// longestWord is the length of the longest of words.
const longestWord = 5

// wordAt is the length of the longest known word at the beginning of the text, 0 for none.
func wordAt(text []rune) int {
	for n := min(longestWord, len(text)); n > 1; n-- {
		if words()[string(text[:n])] {
			return n
		}
	}
	return 0
}

// endsWithWord is the length of the longest known word at the end of the text, 0 for none.
func endsWithWord(text []rune) int {
	for n := min(longestWord, len(text)); n > 1; n-- {
		if words()[string(text[len(text)-n:])] {
			return n
		}
	}
	return 0
}

// peoples are the ethnic groups as they stand before 自治州, 自治县, 乡 and the like, each a
// word of its own. Those without 族 are written so in the names of their areas.
var peoples = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, p := range strings.Fields(`蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲
		高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克
		俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各`) {
		set[p+"族"] = true
	}
	for _, p := range []string{"蒙古", "维吾尔", "哈萨克", "柯尔克孜", "塔吉克", "锡伯", "东乡", "土家", "达斡尔"} {
		set[p] = true
	}
	return set
})

// peopleAt is the length of the ethnic group at the end of the text, 0 for none.
func peopleAt(text []rune) int {
	for n := min(5, len(text)); n > 1; n-- {
		if peoples()[string(text[len(text)-n:])] {
			return n
		}
	}
	return 0
}

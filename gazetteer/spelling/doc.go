// Package spelling romanises Chinese place names (地名的罗马字母拼写) by the rules of 1984:
// 《中国地名汉语拼音字母拼写规则（汉语地名部分）》, in the notes below by the number of the
// rule; GB/T 16159 stands behind them.
//
// Terms. A name has a specific part (专名) and mostly a generic one (通名). A Reading is
// what a character, a word or a whole name sounds like; the built-in ones were reviewed by
// hand, an office adds its own, which go before them. A Book holds both and makes
// suggestions; the officer chooses. Minority names keep what the officer entered.
//
// The package judges no rights but its own store's, and knows no HTTP.
package spelling

package problem

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// Lang is a language of the messages.
type Lang string

// The languages; Chinese is the default.
const (
	Chinese Lang = "zh-CN"
	English Lang = "en"
)

//go:embed messages/*.json
var messageFiles embed.FS

var catalogue = sync.OnceValue(loadMessages)

// Text is the message in the language, parameters filled in.
func (e *Error) Text(l Lang) string { return Text(l, e.Key, e.Params) }

// Text is the message of the field in the language.
func (f Field) Text(l Lang) string { return Text(l, f.Key, f.Params) }

// Text fills the template of key; an unknown key is shown as it is.
func Text(l Lang, key string, params map[string]any) string {
	template, ok := catalogue()[l][key]
	if !ok {
		return key
	}
	for name, value := range params {
		template = strings.ReplaceAll(template, "{"+name+"}", word(l, name, fmt.Sprint(value)))
	}
	return template
}

// Say is Text with params as alternating names and values.
func Say(lang Lang, key string, params ...any) string { return Text(lang, key, pairs(params)) }

// word is the value of the parameter called name as people say it, where the messages have
// a word.<name>_<value>: roles, actions, and what was not found.
func word(l Lang, name, value string) string {
	if said, ok := catalogue()[l]["word."+name+"_"+strings.ReplaceAll(value, "-", "_")]; ok {
		return said
	}
	return value
}

// Negotiate picks the language for an Accept-Language header or a LANG value; Chinese when nothing fits.
func Negotiate(accept string) Lang {
	tags, _, err := language.ParseAcceptLanguage(accept)
	if err != nil {
		return Chinese
	}
	for _, tag := range tags {
		switch base, _ := tag.Base(); base.String() {
		case "zh":
			return Chinese
		case "en":
			return English
		}
	}
	return Chinese
}

func loadMessages() map[Lang]map[string]string {
	all := map[Lang]map[string]string{Chinese: {}, English: {}}
	entries, err := messageFiles.ReadDir("messages")
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		name := strings.TrimSuffix(entry.Name(), ".json")
		lang := Lang(strings.TrimPrefix(path.Ext(name), "."))
		text, err := messageFiles.ReadFile("messages/" + entry.Name())
		if err != nil {
			panic(err)
		}
		var keys map[string]string
		if err := json.Unmarshal(text, &keys); err != nil {
			panic(fmt.Errorf("%s: %w", entry.Name(), err))
		}
		for key, template := range keys {
			all[lang][key] = template
		}
	}
	return all
}

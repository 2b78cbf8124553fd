package api

import (
	"net/http"
	"strconv"
	"strings"

	"cairn/internal/problem"
)

// format is a form in which a document is offered.
type format string

// The forms, as the parameter f names them.
const (
	formatJSON format = "json"
	formatHTML format = "html"
)

// formatOf picks the form by f, then by Accept; JSON where both would do.
// Errors: problem.BadParameter for another f, problem.NotAcceptable.
func formatOf(r *http.Request) (format, error) {
	switch f := r.URL.Query().Get("f"); f {
	case "json", "html":
		return format(f), nil
	case "":
	default:
		return "", badParameter(problem.Bad("f", "problem.unknown_value", "allowed", "json, html"))
	}
	json, html := acceptance(strings.Join(r.Header.Values("Accept"), ","))
	switch {
	case json == 0 && html == 0:
		return "", problem.New(problem.NotAcceptable, "api.not_acceptable", "offered", "JSON, HTML")
	case html > json:
		return formatHTML, nil
	}
	return formatJSON, nil
}

// acceptance is how much JSON and HTML are wanted, 0 to 1, by an Accept header. The
// closest range of each counts, as RFC 9110 §12.5.1 says; no header accepts all.
func acceptance(header string) (json, html float64) {
	if strings.TrimSpace(header) == "" {
		return 1, 1
	}
	var jsonFit, htmlFit int
	for part := range strings.SplitSeq(header, ",") {
		media, params, _ := strings.Cut(part, ";")
		media = strings.ToLower(strings.TrimSpace(media))
		q := quality(params)
		fit(media, q, &json, &jsonFit, "application/", "json", "geo+json", "vnd.oai.openapi+json")
		fit(media, q, &html, &htmlFit, "text/", "html")
		fit(media, q, &html, &htmlFit, "application/", "xhtml+xml")
	}
	return json, html
}

// fit takes the range's quality when it fits more closely than those before.
func fit(media string, q float64, best *float64, bestFit *int, kind string, subtypes ...string) {
	level := 0
	switch {
	case media == "*/*":
		level = 1
	case media == kind+"*":
		level = 2
	case strings.HasPrefix(media, kind):
		for _, s := range subtypes {
			if media == kind+s {
				level = 3
			}
		}
	}
	if level > *bestFit || level == *bestFit && level > 0 && q > *best {
		*best, *bestFit = q, level
	}
}

// quality reads q of a media range's parameters; 1 without one, 0 for nonsense.
func quality(params string) float64 {
	for p := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(p), "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil || !(q >= 0 && q <= 1) {
				return 0
			}
			return q
		}
	}
	return 1
}

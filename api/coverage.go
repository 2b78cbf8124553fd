package api

import (
	"context"
	"net/url"

	"cairn/facilities"
	"cairn/internal/problem"
)

// asOf reads the day that a question is asked for; zero (today) when absent.
func asOf(text string) (facilities.Day, error) {
	if text == "" {
		return facilities.Day{}, nil
	}
	day, err := facilities.ParseDay(text)
	if err != nil {
		return day, badParameter(problem.Bad("as_of", "problem.bad_date"))
	}
	return day, nil
}

// xlsxType is the media type of an Excel workbook.
const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// attachment is a Content-Disposition for a file with a name in any script (RFC 6266).
func attachment(name string) string {
	return "attachment; filename*=UTF-8''" + url.PathEscape(name)
}

// authorOf names who asks, for documents.
func authorOf(ctx context.Context) string {
	who := actorOf(ctx)
	switch {
	case !who.SignedIn():
		return "—"
	case who.Name == "" || who.Name == who.Login:
		return who.Login
	}
	return who.Name + " (" + who.Login + ")"
}

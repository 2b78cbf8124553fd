package api

import "fmt"

// Records of data-quality reviews, for the tests of rights.

func newReview(p *place) attempt {
	return attempt{body: map[string]any{"title": "核查", "area": p.township}}
}

func review(rest string) func(*place) attempt {
	return func(p *place) attempt {
		return attempt{path: "/gazetteer/reviews/" + p.made("/gazetteer/reviews", newReview(p).body) + rest, version: 1}
	}
}

// reviewItem is the first fault of a review: the sample's entries lack meaning and origin.
func reviewItem(p *place) attempt {
	p.made("/gazetteer/entries", newEntry(p).body)
	a := review("")(p)
	var id string
	p.scan("SELECT id::text FROM quality_item WHERE starts_with($1, '/gazetteer/reviews/' || review_id) ORDER BY id LIMIT 1", a.path).into(&id)
	return attempt{path: a.path + "/items/" + id + "/accept", body: map[string]any{"reason": "无资料"}, version: 1}
}

func newQualityCheck(p *place) attempt {
	return attempt{body: map[string]any{"kind": "dates", "class_prefix": fmt.Sprint("3", p.next()), "severity": "info", "enabled": true}}
}

func qualityCheck(p *place) attempt {
	body := newQualityCheck(p).body
	return attempt{path: "/gazetteer/reviews/checks/" + p.made("/gazetteer/reviews/checks", body), body: body, version: 1}
}

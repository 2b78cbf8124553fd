package accounts

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Rate is a bucket: Burst attempts at once, one more Every so often.
type Rate struct {
	Burst int
	Every time.Duration
}

// throttle slows guessing: a bucket for each login and for each address.
type throttle struct {
	mu      sync.Mutex
	login   buckets
	address buckets
}

type buckets struct {
	rate Rate
	of   map[string]*bucket
}

type bucket struct {
	*rate.Limiter
	said bool // a refusal since the last attempt that was let through
}

// maxBuckets bounds the memory of a flood of invented logins or addresses.
const maxBuckets = 50_000

func newThrottle(perLogin, perAddress Rate) *throttle {
	return &throttle{
		login:   buckets{perLogin, map[string]*bucket{}},
		address: buckets{perAddress, map[string]*bucket{}},
	}
}

// take counts an attempt. When a bucket is empty, nothing is counted, wait says in how
// many seconds there is room again, and first that it was not empty before: a flood is
// worth one line in the trail, not thousands.
func (t *throttle) take(login, address string, now time.Time) (wait int, first, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	both := []*bucket{t.login.bucket(login, now), t.address.bucket(address, now)}
	for _, b := range both {
		if missing := 1 - b.TokensAt(now); missing > 0 {
			wait = max(wait, 1, int(math.Ceil(missing/float64(b.Limit()))))
			first = first || !b.said
			b.said = true
		}
	}
	if wait > 0 {
		return wait, first, false
	}
	for _, b := range both {
		b.AllowN(now, 1)
		b.said = false
	}
	return 0, false, true
}

// succeeded gives the login's bucket back: its owner is here.
func (t *throttle) succeeded(login string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.login.of, login)
}

// prune drops full buckets: they are as good as new ones.
func (t *throttle) prune(now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.login.prune(now)
	t.address.prune(now)
}

func (b *buckets) bucket(key string, now time.Time) *bucket {
	l := b.of[key]
	if l == nil {
		if len(b.of) >= maxBuckets {
			b.prune(now)
		}
		if len(b.of) >= maxBuckets {
			b.of = map[string]*bucket{}
		}
		l = &bucket{Limiter: rate.NewLimiter(rate.Every(b.rate.Every), b.rate.Burst)}
		b.of[key] = l
	}
	return l
}

func (b *buckets) prune(now time.Time) {
	for key, l := range b.of {
		if l.TokensAt(now) >= float64(b.rate.Burst) {
			delete(b.of, key)
		}
	}
}

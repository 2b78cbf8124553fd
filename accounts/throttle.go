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
	of   map[string]*rate.Limiter
}

// maxBuckets bounds the memory of a flood of invented logins or addresses.
const maxBuckets = 50_000

func newThrottle(perLogin, perAddress Rate) *throttle {
	return &throttle{
		login:   buckets{perLogin, map[string]*rate.Limiter{}},
		address: buckets{perAddress, map[string]*rate.Limiter{}},
	}
}

// take counts an attempt. When a bucket is empty, nothing is counted and wait says in how
// many seconds there is room again.
func (t *throttle) take(login, address string, now time.Time) (wait int, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	a, b := t.login.limiter(login, now), t.address.limiter(address, now)
	for _, l := range []*rate.Limiter{a, b} {
		if missing := 1 - l.TokensAt(now); missing > 0 {
			wait = max(wait, int(math.Ceil(missing/float64(l.Limit()))))
		}
	}
	if wait > 0 {
		return wait, false
	}
	a.AllowN(now, 1)
	b.AllowN(now, 1)
	return 0, true
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

func (b *buckets) limiter(key string, now time.Time) *rate.Limiter {
	l := b.of[key]
	if l == nil {
		if len(b.of) >= maxBuckets {
			b.prune(now)
		}
		if len(b.of) >= maxBuckets {
			b.of = map[string]*rate.Limiter{}
		}
		l = rate.NewLimiter(rate.Every(b.rate.Every), b.rate.Burst)
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

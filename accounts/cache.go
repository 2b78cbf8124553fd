package accounts

import (
	"sync"
	"time"

	"github.com/google/uuid"

	"cairn/internal/secret"
)

// cacheLife bounds how long a change can stay unseen should the outbox be out of reach.
const cacheLife = 30 * time.Second

// cache holds accounts and tokens that were seen lately. What was read before something
// was forgotten is not kept: its epoch is over.
type cache struct {
	mu       sync.Mutex
	number   uint64
	accounts map[uuid.UUID]cachedAccount
	tokens   map[secret.Hash]cachedToken
}

type cachedAccount struct {
	Account
	until time.Time
}

type cachedToken struct {
	account uuid.UUID
	expires *time.Time
	until   time.Time
}

// cacheSize bounds the entries of each map; a full map starts anew.
const cacheSize = 10_000

func newCache() *cache {
	c := &cache{}
	c.clear()
	return c
}

func (c *cache) clear() {
	c.accounts, c.tokens = map[uuid.UUID]cachedAccount{}, map[secret.Hash]cachedToken{}
}

func (c *cache) epoch() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.number
}

func (c *cache) account(id uuid.UUID) (Account, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a, ok := c.accounts[id]
	return a.Account, ok && time.Now().Before(a.until)
}

func (c *cache) keepAccount(epoch uint64, a Account) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if epoch != c.number {
		return
	}
	if len(c.accounts) >= cacheSize {
		c.clear()
	}
	c.accounts[a.ID] = cachedAccount{a, time.Now().Add(cacheLife)}
}

func (c *cache) token(h secret.Hash) (cachedToken, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t, ok := c.tokens[h]
	return t, ok && time.Now().Before(t.until)
}

func (c *cache) keepToken(epoch uint64, h secret.Hash, t cachedToken) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if epoch != c.number {
		return
	}
	if len(c.tokens) >= cacheSize {
		c.clear()
	}
	t.until = time.Now().Add(cacheLife)
	c.tokens[h] = t
}

// forget drops an account and its tokens.
func (c *cache) forget(id uuid.UUID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.number++
	delete(c.accounts, id)
	for h, t := range c.tokens {
		if t.account == id {
			delete(c.tokens, h)
		}
	}
}

func (c *cache) forgetAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.number++
	c.clear()
}

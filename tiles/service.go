package tiles

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/singleflight"

	"cairn/data"
	"cairn/internal/chinatime"
	"cairn/internal/grain"
)

// Config says how tiles are made. Zero values become the defaults.
type Config struct {
	CacheBytes int64   // what the cached tiles may take, default 48 MiB
	Encoder    Encoder // default OrbEncoder
	Logger     *slog.Logger
}

func (c Config) withDefaults() Config {
	if c.CacheBytes == 0 {
		c.CacheBytes = 48 << 20
	}
	if c.Encoder == nil {
		c.Encoder = OrbEncoder{}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}

// Service answers with tiles. It is safe for concurrent use.
type Service struct {
	db      *data.DB
	log     *slog.Logger
	encoder Encoder
	cache   *cache
	flight  singleflight.Group
	hits    atomic.Uint64
	misses  atomic.Uint64
	started int64 // when generations began to count, Unix nanoseconds

	mu    sync.Mutex // held by the one writer of store
	store *store
}

// Open loads the features of every layer. Make the feed before, give it Apply after,
// and sync it: then no write in between is missed. Errors: the database's.
func Open(ctx context.Context, db *data.DB, cfg Config) (*Service, error) {
	cfg = cfg.withDefaults()
	s := &Service{db: db, log: cfg.Logger, encoder: cfg.Encoder, cache: newCache(cfg.CacheBytes), store: newStore(), started: time.Now().UnixNano()}
	return s, s.reload(ctx, func(*Layer) ([]string, bool) { return nil, true })
}

// Request names a tile, the layers that its reader may see, and how exactly.
type Request struct {
	Layers LayerSet
	Grains grain.Grains
	Coord
}

// Tile gives the tile of a request as of the last write handed to Apply. Errors:
// problem.NotFound outside the grid.
func (s *Service) Tile(_ context.Context, r Request) (*Tile, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	r.Grains = r.Layers.drawn(r.Grains)
	key := cacheKey{r.Layers, r.Grains, r.Coord}
	if t := s.cache.get(key); t != nil {
		s.hits.Add(1)
		return t, nil
	}
	// Whoever asks after a write must not get what was begun before it: hence the generation.
	now := s.store.now.Load()
	t, err, _ := s.flight.Do(fmt.Sprint(key, now.generation), func() (any, error) {
		s.misses.Add(1)
		t, err := s.encode(now, r)
		if err == nil && t != empty {
			s.cache.put(key, t, now.generation)
		}
		return t, err
	})
	if err != nil {
		return nil, err
	}
	return t.(*Tile), nil
}

// Revision is a strong ETag (quoted) of what the layers show: another one as soon as
// anything in them is drawn differently, and after a restart. Open maps ask for it, and
// for their tiles only when it has changed.
func (s *Service) Revision(set LayerSet, grains grain.Grains) string {
	grains = set.drawn(grains)
	now, newest := s.store.now.Load(), uint64(0)
	for l := range set.each() {
		newest = max(newest, now.changed[l.index])
	}
	return fmt.Sprintf(`"%x-%x-%x-%x-%x"`, s.started, uint32(set), int(grains.Lines), int(grains.Markers), newest)
}

func (s *Service) encode(now *snapshot, r Request) (*Tile, error) {
	var content []Content
	exact := 0
	for l := range r.Layers.each() {
		features := now.features(l, r.Grains, r.Coord)
		if len(features) > 0 {
			content = append(content, Content{l, features})
		}
		if l.Exact != "" && r.Grains.Of(l.Exact) == grain.Exact {
			exact += len(features)
		}
	}
	if len(content) == 0 {
		return empty, nil
	}
	body, err := s.encoder.Encode(r.Coord, content)
	if err != nil {
		return nil, err
	}
	t := newTile(body)
	if r.Z >= exactFrom {
		t.exact = exact
	}
	return t, nil
}

// wholeLayer is from how many events on a layer is read as a whole.
const wholeLayer = 2000

// Apply is the handler of the outbox: it reads the rows that events name and forgets
// the tiles that they touched before or touch now. Applying an event again does no
// harm. Errors: the database's; nothing has changed then.
func (s *Service) Apply(ctx context.Context, events []data.Event) error {
	named := map[string][]string{}
	for _, e := range events {
		if ofTopic(e.Topic) != 0 {
			named[e.Topic] = append(named[e.Topic], e.Key)
		}
	}
	for topic, keys := range named {
		slices.Sort(keys)
		named[topic] = slices.Compact(keys)
	}
	return s.reload(ctx, func(l *Layer) ([]string, bool) {
		keys, ok := named[l.Topic]
		if len(keys) > wholeLayer {
			keys = nil
		}
		return keys, ok
	})
}

// Refresh reads the layers again whose features come and go with the day.
func (s *Service) Refresh(ctx context.Context) error {
	return s.reload(ctx, func(l *Layer) ([]string, bool) { return nil, l.Dated })
}

// reload reads what which names (nil keys: the whole layer) in one state of the database.
func (s *Service) reload(ctx context.Context, which func(*Layer) (keys []string, ok bool)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var read []loaded
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		for _, l := range layers {
			keys, ok := which(l)
			if !ok {
				continue
			}
			found, err := s.load(ctx, tx, l, keys)
			if err != nil {
				return fmt.Errorf("load the layer %s: %w", l.Name, err)
			}
			read = append(read, loaded{l, keys, found})
		}
		return nil
	})
	if err != nil {
		return err
	}
	if changes, generation := s.store.apply(read); len(changes) > 0 {
		s.cache.forget(changes, generation)
	}
	return nil
}

func today() string { return chinatime.Day(time.Now()) }

// Run refreshes soon after every midnight until ctx ends.
func (s *Service) Run(ctx context.Context) {
	day := today()
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now := today()
		if now == day {
			continue
		}
		if err := s.Refresh(ctx); err != nil {
			s.log.Warn("layers not refreshed for the new day, trying again", "error", err)
			continue
		}
		day = now
	}
}

// Stats are figures for the metrics.
type Stats struct {
	Features     map[string]int // by layer
	Tiles        int            // cached
	Bytes        int64          // that the cached tiles may take
	Hits, Misses uint64
}

// Stats counts.
func (s *Service) Stats() Stats {
	st := Stats{Features: map[string]int{}, Hits: s.hits.Load(), Misses: s.misses.Load()}
	now := s.store.now.Load()
	for _, l := range layers {
		st.Features[l.Name] = now.trees[l.index].Len()
	}
	st.Tiles, st.Bytes = s.cache.size()
	return st
}

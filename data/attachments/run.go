package attachments

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"
)

// Stats are figures of the uploads of this process.
type Stats struct {
	Open      int    // unfinished uploads
	Receiving int    // requests that receive now
	Stored    uint64 // attachments made
	Refused   uint64 // files found bad when they were whole
	Bytes     uint64 // received
}

// Stats is how the uploads fare.
func (u *Uploads) Stats() Stats {
	u.mu.Lock()
	defer u.mu.Unlock()
	s := u.stats
	s.Open = len(u.open)
	for _, n := range u.receiving {
		s.Receiving += n
	}
	return s
}

func (u *Uploads) count(change func(*Stats)) {
	u.mu.Lock()
	defer u.mu.Unlock()
	change(&u.stats)
}

// Prepare proves that files can be written, so that a service that cannot keep any says so
// at its start.
func (u *Uploads) Prepare() error {
	if err := makeDir(string(u.dir)); err != nil {
		return err
	}
	probe := filepath.Join(string(u.dir), "probe.tmp")
	defer os.Remove(probe)
	return os.WriteFile(probe, nil, 0o600)
}

// Run sweeps at once and daily, and scans again what could not be scanned, until ctx ends.
func (u *Uploads) Run(ctx context.Context) {
	sweep, rescan := time.NewTicker(24*time.Hour), time.NewTicker(u.cfg.RescanEvery)
	defer sweep.Stop()
	defer rescan.Stop()
	work := func(what string, f func(context.Context) error) {
		if err := f(ctx); err != nil && ctx.Err() == nil {
			u.cfg.Logger.Error(what+" failed, trying again later", "error", err)
		}
	}
	work("the sweep of uploads", u.Sweep)
	work("scanning again", u.store.rescan)
	for {
		select {
		case <-ctx.Done():
			return
		case <-sweep.C:
			work("the sweep of uploads", u.Sweep)
		case <-rescan.C:
			work("scanning again", u.store.rescan)
		}
	}
}

// Sweep finishes uploads whose bytes are all there (their client never came back to see
// it), and drops those that have not grown for the time of the configuration.
func (u *Uploads) Sweep(ctx context.Context) error {
	all, err := u.snapshot()
	if err != nil {
		return err
	}
	var errs []error
	for id, up := range all {
		h, err := u.hold(id, nil)
		if err != nil {
			continue // a request works on it
		}
		errs = append(errs, u.sweepOne(ctx, up))
		u.release(id, h)
	}
	errs = append(errs, u.dir.tidy(all, u.cfg.Expiry))
	return errors.Join(errs...)
}

func (u *Uploads) sweepOne(ctx context.Context, up upload) error {
	_, st, err := u.find(ctx, up.ID)
	switch {
	case err != nil:
		return err
	case st.Done, st.Offset < st.Size && time.Now().After(st.Expires):
		return u.drop(up.ID)
	case st.Offset < st.Size:
		return nil
	}
	if _, err := u.finish(ctx, up); err != nil && !refuses(err) {
		return err
	}
	return nil
}

package attachments

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"cairn/internal/problem"
)

// The states of an attachment.
const (
	Ready      = "ready"
	ScanFailed = "scan_failed" // not scanned yet, because the scanner failed: out of sight
	Infected   = "infected"    // found in a later scan: out of sight for good
)

// scan asks the configured scanner about a file and gives the state that follows; without
// a scanner every file is ready. What went wrong with it is logged, not returned.
func (c Config) scan(ctx context.Context, path string) string {
	if len(c.Scan) == 0 {
		return Ready
	}
	ctx, cancel := context.WithTimeout(ctx, c.ScanTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.Scan[0], append(c.Scan[1:len(c.Scan):len(c.Scan)], path)...)
	cmd.WaitDelay = time.Second
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return Ready
	case errors.As(err, &exit) && exit.ExitCode() == 1:
		c.Logger.Warn("the virus scanner found something", "file", path, "said", shortened(said.String()))
		return Infected
	}
	c.Logger.Error("the virus scanner failed", "error", err, "said", shortened(said.String()))
	return ScanFailed
}

func shortened(text string) string {
	text = strings.TrimSpace(text)
	if len(text) > 500 {
		text = strings.ToValidUTF8(text[:500], "") + "…"
	}
	return text
}

func infected(name string) error {
	return problem.InvalidFields(problem.Bad("filename", "attachments.infected", "name", name))
}

// rescan tries the files again whose scan failed; what was found is recorded in the trail.
func (s *Store) rescan(ctx context.Context) error {
	waiting, err := s.unscanned(ctx)
	if err != nil {
		return err
	}
	for _, m := range waiting {
		state := s.cfg.scan(ctx, s.blobs.path(m.SHA256))
		if state == ScanFailed {
			return nil // the scanner is still down: the others can wait, too
		}
		if err := s.setState(ctx, m, state); err != nil {
			return fmt.Errorf("attachment %s: %w", m.ID, err)
		}
	}
	return nil
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cairn/accounts"
	"cairn/api"
	"cairn/data"
	"cairn/data/cluster"
)

// serveConfig is what only the service knows.
type serveConfig struct {
	Addr         string
	Public       []string
	Sample       bool
	SampleWork   bool
	SecureCookie bool
	Proxies      []string
	TileCacheMB  int64
	Limits       api.Limits
	Files        fileConfig
}

func (c *serveConfig) flags(set *pflag.FlagSet) {
	set.StringVar(&c.Addr, "addr", "127.0.0.1:8080", "address to listen on")
	set.StringSliceVar(&c.Public, "public", nil, "layers readable without sign-in: all, or of "+strings.Join(api.Layers, ", "))
	set.BoolVar(&c.Sample, "sample", false, "load the schematic sample into an empty database and open it for reading")
	set.BoolVar(&c.SampleWork, "sample-work", true, "give the sample a round under way, findings, a dispute and patrols; false: begin without any")
	set.BoolVar(&c.SecureCookie, "secure-cookie", false, "mark the session cookie Secure: TLS ends in front of cairn")
	set.StringSliceVar(&c.Proxies, "trusted-proxies", nil, "addresses or networks in front of cairn whose X-Forwarded-For and -Proto are believed, say 127.0.0.1")
	set.Int64Var(&c.TileCacheMB, "tile-cache-mb", 64, "memory for encoded tiles, MB")
	set.Int64Var(&c.Limits.Body, "max-body", 32<<20, "largest request body, bytes")
	set.IntVar(&c.Limits.Points, "max-points", 10_000, "most points in one POST /locate")
	set.DurationVar(&c.Limits.BodyTimeout, "body-timeout", time.Minute, "how long a client may take to send a body")
	c.Files.flags(set)
}

// trustedProxies reads addresses and networks; the error names the bad one.
func (c serveConfig) trustedProxies() ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, text := range c.Proxies {
		if addr, err := netip.ParseAddr(text); err == nil {
			all = append(all, netip.PrefixFrom(addr, addr.BitLen()))
			continue
		}
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, usageError{fmt.Errorf("trusted-proxies: %q is no address and no network", text)}
		}
		all = append(all, prefix)
	}
	return all, nil
}

func serveCommand(a *app) *cobra.Command {
	var c serveConfig
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the service",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.serve(cmd.Context(), c, cmd.OutOrStdout())
		},
	}
	c.flags(cmd.Flags())
	return cmd
}

// gcPercent lets the heap grow to three times what is live before garbage is collected:
// with a prefecture's map that is some tens of megabytes for a fifth more requests.
const gcPercent = 200

// serve runs the service until ctx ends or the database has failed for good.
func (a *app) serve(ctx context.Context, c serveConfig, out io.Writer) error {
	debug.SetGCPercent(gcPercent)
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", c.Addr, err)
	}
	defer listener.Close()
	url, failed, stop, err := a.serviceDatabase(ctx)
	if err != nil {
		return err
	}
	defer stop()
	if _, err := data.Migrate(ctx, url); err != nil {
		return err
	}
	db, err := data.Open(ctx, data.Config{URL: url, MaxConns: 12})
	if err != nil {
		return err
	}
	defer db.Close()
	if c.Sample {
		if err := a.loadSample(ctx, db, &c); err != nil {
			return fmt.Errorf("load the sample: %w", err)
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	parts, err := a.assemble(ctx, db, c)
	if err != nil {
		return err
	}
	sited, err := a.start(ctx, db, parts)
	if err != nil {
		return err
	}
	if err := a.announce(ctx, out, listener, parts.Accounts); err != nil {
		return err
	}
	err = a.answer(ctx, listener, parts.server, failed)
	grace, done := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer done()
	cancel()
	select {
	case <-sited:
	case <-grace.Done():
	}
	return errors.Join(err, parts.Precision.Flush(grace))
}

// start lets the parts work beside the requests until ctx ends; the channel is that of site.
func (a *app) start(ctx context.Context, db *data.DB, p *parts) (sited <-chan struct{}, err error) {
	go p.Feed.Run(ctx)
	go p.Accounts.Run(ctx)
	go p.Tiles.Run(ctx)
	go p.Precision.Run(ctx, func(err error) { a.log.Warn("reads of exact coordinates not noted, trying again", "error", err) })
	if err := a.keepSearch(ctx, db); err != nil {
		return nil, err
	}
	if err := p.Uploads.Prepare(); err != nil {
		return nil, fmt.Errorf("attachments cannot be kept: %w", err)
	}
	go p.Uploads.Run(ctx)
	go p.hooks.Run(ctx)
	return p.site(ctx, a.log), nil
}

// site answers siting runs until ctx ends; then runs under way are written down as interrupted,
// and the channel closes.
func (p *parts) site(ctx context.Context, log *slog.Logger) <-chan struct{} {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		p.Siting.Work(ctx, log)
	}()
	return ended
}

// serviceDatabase is the outside database, or the private cluster watched by this process;
// failed tells when it cannot be kept up.
func (a *app) serviceDatabase(ctx context.Context) (url string, failed <-chan error, stop func(), err error) {
	if a.DatabaseURL != "" {
		return a.DatabaseURL, nil, func() {}, nil
	}
	c, err := cluster.Start(ctx, cluster.Config{DataDir: a.DataDir, Logger: a.log})
	if err != nil {
		return "", nil, nil, err
	}
	stop = func() {
		if err := c.Stop(context.WithoutCancel(ctx)); err != nil {
			a.log.Error("the private database did not stop cleanly", "error", err)
		}
	}
	return c.URL(cluster.Database), c.Wait(), stop, nil
}

// ready is what serve says on stdout once it answers.
type ready struct {
	Address  string `json:"address"`
	Login    string `json:"login,omitempty"`
	Password string `json:"one_time_password,omitempty"`
}

// announce makes the first administrator, where there is none, and says where to go.
func (a *app) announce(ctx context.Context, out io.Writer, listener net.Listener, people *accounts.Service) error {
	login, password, created, err := people.Bootstrap(ctx)
	if err != nil {
		return fmt.Errorf("make the first administrator: %w", err)
	}
	r := ready{Address: "http://" + listener.Addr().String()}
	if created {
		r.Login, r.Password = login, password
	}
	if a.JSON {
		return json.NewEncoder(out).Encode(r)
	}
	line(out, "cairn is ready: %s/app/", r.Address)
	if created {
		line(out, "First administrator: %s, one-time password: %s", r.Login, r.Password)
	}
	return nil
}

// answer serves HTTP until ctx ends, then lets running requests finish.
func (a *app) answer(ctx context.Context, listener net.Listener, server *http.Server, failed <-chan error) error {
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	var cause error
	select {
	case err := <-served:
		return err
	case err, lost := <-failed:
		if lost {
			cause = fmt.Errorf("the private database cannot be kept up: %w", err)
		}
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		a.log.Warn("requests were cut off", "error", err)
	}
	return cause
}

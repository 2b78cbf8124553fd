package main

import (
	"context"
	"net/http"

	"cairn/api"
	"cairn/api/domains"
	"cairn/data"
	"cairn/data/webhooks"
	"cairn/web"
)

// parts are what run together as the service.
type parts struct {
	*domains.Stores
	hooks  *webhooks.Sender
	api    *api.Server
	server *http.Server
}

// assemble opens every domain, joins the feed with this process's own commits and puts the
// service before them.
func (a *app) assemble(ctx context.Context, db *data.DB, c serveConfig) (*parts, error) {
	proxies, err := c.trustedProxies()
	if err != nil {
		return nil, err
	}
	files, err := a.fileStore(db, c)
	if err != nil {
		return nil, err
	}
	stores, err := domains.Open(ctx, db, domains.Config{Files: files, Logger: a.log, TileCache: c.TileCacheMB << 20})
	if err != nil {
		return nil, err
	}
	db.OnCommit(func(ctx context.Context) {
		if err := stores.Feed.Sync(ctx); err != nil {
			a.log.Warn("caches are behind, trying again", "error", err)
		}
	})
	if err := stores.Feed.Sync(ctx); err != nil {
		return nil, err
	}
	cfg := api.Config{
		DB: db, Stores: *stores, Web: web.Dist(), Public: c.Public, Version: version,
		Limits: c.Limits, Logger: a.log, SecureCookie: c.SecureCookie, TrustedProxies: proxies,
	}
	server, err := api.New(cfg)
	if err != nil {
		return nil, err
	}
	return &parts{Stores: stores, hooks: webhooks.NewSender(db, a.log), api: server, server: api.NewHTTPServer(cfg, server.Handler())}, nil
}

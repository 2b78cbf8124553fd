// Package web holds the browser app and its build, embedded in the binary.
//
// The build itself (web/dist) is made by `npm run build` and is not committed,
// only dist/.keep is; so the package compiles without Node and then holds an
// empty app. It knows nothing of HTTP: serving the files is the api package's.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Dist returns the built app: index.html, assets/… and, beside each text
// asset, its pre-compressed forms with the suffixes ".br" and ".gz".
// Asset names carry a hash of their content, so they may be cached for ever;
// index.html may not.
func Dist() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // "dist" is a constant and a valid path: cannot happen
	}
	return sub
}

// Built reports whether the binary holds a built app, not the empty
// placeholder that a build without Node leaves.
func Built() bool {
	_, err := fs.Stat(Dist(), "index.html")
	return err == nil
}

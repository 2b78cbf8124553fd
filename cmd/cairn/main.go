// Command cairn is the place-name, boundary and facility service: one binary, one
// file per command. It is the only place that wires the parts together and exits.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"cairn/internal/problem"
)

// The exit codes.
const (
	exitDone     = 0
	exitFailed   = 1
	exitRejected = 2 // wrong usage or rejected input
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// run executes one command line and says how it ended.
func run(ctx context.Context, args []string) int {
	return newApp().execute(ctx, args, os.Stdout)
}

func (a *app) execute(ctx context.Context, args []string, out io.Writer) int {
	root := rootCommand(a)
	root.SetArgs(args)
	root.SetOut(out)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	fmt.Fprintln(root.ErrOrStderr(), "cairn:", explain(terminalLang(), err))
	var usage usageError
	if !a.started || errors.As(err, &usage) || refused(err) {
		return exitRejected
	}
	return exitFailed
}

// usageError is a command line that cannot be understood.
type usageError struct{ error }

// refused reports whether the input was at fault, not the service.
func refused(err error) bool {
	p := problem.As(err)
	return p != nil && p.Kind != problem.Internal && p.Kind != problem.Unavailable
}

// explain is the text of an error in the language of the terminal.
func explain(lang problem.Lang, err error) string {
	p := problem.As(err)
	if p == nil {
		return err.Error()
	}
	text := p.Text(lang)
	for i, f := range p.Fields {
		if i == 20 {
			return text + fmt.Sprintf("\n  … %d", len(p.Fields)-i)
		}
		text += "\n  " + f.Place() + ": " + f.Text(lang)
		if f.Value != "" {
			text += " (" + f.Value + ")"
		}
	}
	if p.Kind == problem.Unavailable && p.Cause != nil {
		text += "\n  " + p.Cause.Error()
	}
	return text
}

// langOf turns the first LANG-like value that is set (en_GB.UTF-8) into a language tag.
func langOf(values ...string) string {
	for _, v := range values {
		if len(v) >= 2 && v != "C" && v != "POSIX" && v[:2] != "C." {
			return v[:2]
		}
	}
	return ""
}

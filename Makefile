# make run     install what is missing, build, start the service with the sample
# make test    install what is missing, build, run every check and test
# make check   format, vet, lint, types, generated files
# make build   web/dist and bin/cairn
# make generate | bench | clean

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

# Node from scripts/setup.sh, where the machine's own is too old.
export PATH := $(CURDIR)/.tools/node_modules/.bin:$(PATH)

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

.PHONY: run build web cairn test check generate bench clean

run:
	@scripts/setup.sh run
	@$(MAKE) build
	@exec bin/cairn serve --sample

build: cairn

web:
	@scripts/build-web.sh

# The binary embeds web/dist. Go's own cache decides what has to be compiled.
cairn: web
	@go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/cairn ./cmd/cairn

test:
	@scripts/setup.sh test
	@$(MAKE) build
	@scripts/test.sh

check:
	@scripts/build-web.sh deps
	@scripts/check.sh

generate:
	@scripts/generate.sh

bench:
	@scripts/setup.sh bench
	@$(MAKE) build
	@scripts/bench.sh

# What make build made; not what was downloaded, nor the data in var/.
clean:
	@find web/dist -mindepth 1 ! -name .keep -delete
	@rm -rf bin .make

# make test is everything; make check is the inner loop. Both work on a fresh Debian or Ubuntu machine with Go and Node.

GO     ?= go
NPM    ?= npm
APP    := web/app
PKGS   := ./...

.PHONY: test check build tools node go-test go-vet front fresh e2e rehearse bench bench-media bench-agenda demo fuzz clean

test: tools node go-vet go-test front fresh e2e
	@echo 'make test: all passed'

check: go-vet node
	$(GO) test -shuffle=on -short $(PKGS)
	cd $(APP) && $(NPM) run --silent check && $(NPM) run --silent lint && $(NPM) test --silent

build:
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/giaoban ./cmd/giaoban

demo:
	$(GO) run ./cmd/giaoban demo

rehearse: build
	bin/giaoban rehearse -units 30 -media

# What the tests need beyond Go and Node, from the distribution's packages.
tools:
	@sh .ci/tools

node:
	@cd $(APP) && if ! cmp -s package-lock.json node_modules/.installed; then $(NPM) ci --no-audit --no-fund && cp package-lock.json node_modules/.installed; fi

go-vet:
	@test -z "$$(gofmt -l agenda cmd signaling web/*.go web/ws)" || { echo 'gofmt:'; gofmt -l agenda cmd signaling web/*.go web/ws; exit 1; }
	$(GO) vet $(PKGS)

go-test:
	GIAOBAN_NEED_REDIS=1 GIAOBAN_NEED_TOOLS=1 $(GO) test -race -shuffle=on -timeout 15m $(PKGS)

front: node
	cd $(APP) && $(NPM) run check && $(NPM) run lint && $(NPM) test

# web/dist is committed; building it again must change nothing.
fresh: node
	cd $(APP) && $(NPM) run build
	@test -z "$$(git status --porcelain -- web/dist)" || { echo 'web/dist is not what web/app builds:'; git status --short -- web/dist; exit 1; }

e2e: node build
	cd $(APP) && GIAOBAN=$(CURDIR)/bin/giaoban npx --no-install playwright test

bench:
	$(GO) test -run '^$$' -bench . -benchmem $(PKGS)

# The media server against plain pion on this machine; see signaling/BENCHMARKS.md.
bench-media: build
	bin/giaoban bench media

# Lines, idle sockets, typists and the journal, against a bare loop over sockets; see agenda/channel/BENCHMARKS.md.
bench-agenda: build
	bin/giaoban bench agenda

# Each fuzz target for half a minute.
fuzz:
	@for t in agenda:FuzzDecide agenda/deadline:FuzzFind agenda/workday:FuzzParse web/ws:FuzzParseFrame signaling/whip:FuzzFragment signaling/sfu:FuzzParsePacket signaling/sfu:FuzzRewriter signaling/sfu:FuzzFeedback signaling/sfu:FuzzPrimary signaling/sfu:FuzzH264Key; do \
		echo "fuzz $$t" && $(GO) test ./$${t%%:*} -run '^$$' -fuzz "^$${t##*:}$$" -fuzztime 30s -fuzzminimizetime 10x || exit 1; done

clean:
	rm -rf bin $(APP)/test-results $(APP)/playwright-report

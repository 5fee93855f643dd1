package redis

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"

	"giaoban/agenda"
)

const (
	keyHeads   = "giaoban:heads"
	keyChanges = "giaoban:changes"
	keyEpoch   = "giaoban:epoch"

	leaseTTL  = 4500 * time.Millisecond // a dead node's rooms are free after this; product: back within 5 s
	pollEvery = 2 * time.Second         // how long a change may go unnoticed when its message was lost
)

func keyJournal(id agenda.MeetingID) string { return "giaoban:journal:" + string(id) }

// Store is the Journal, the Bus and the Leases of one node. Its fields are static after Open unless said otherwise; it is safe for concurrent use.
type Store struct {
	client *redis.Client
	node   string
	epoch  string
	ttl    time.Duration
	poll   time.Duration

	replicas atomic.Int64 // how many must confirm an append; only ever rises unless the URL fixed it
	fixed    bool         // the URL said how many

	life context.Context // ends with Close
	end  context.CancelFunc
	mu   sync.Mutex // orders wg.Add before wg.Wait; guards nothing else
	wg   sync.WaitGroup
}

var (
	_ agenda.Journal = (*Store)(nil)
	_ agenda.Bus     = (*Store)(nil)
	_ agenda.Leases  = (*Store)(nil)
)

// Open connects to the Redis at rawURL (redis://, rediss:// or unix://, as in go-redis) as the node called node, a name without spaces that no other
// node has. The parameter replicas=N says how many replicas must confirm each append; without it one must, as soon as any was seen. Errors are
// *agenda.Error: redis_url, journal_away, redis_evicts when the eviction policy is not noeviction.
func Open(ctx context.Context, rawURL, node string) (*Store, error) {
	return open(ctx, rawURL, node, func(*redis.Options, *Store) {})
}

func open(ctx context.Context, rawURL, node string, change func(*redis.Options, *Store)) (*Store, error) {
	if node == "" || strings.ContainsAny(node, " \n") {
		return nil, errURL.Because(fmt.Errorf("redis: %q cannot name a node", node))
	}
	s := &Store{node: node, ttl: leaseTTL, poll: pollEvery}
	options, err := s.options(rawURL)
	if err != nil {
		return nil, err
	}
	change(options, s)
	s.client = redis.NewClient(options)
	s.life, s.end = context.WithCancel(context.WithoutCancel(ctx))
	if err := s.begin(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// options reads the URL. go-redis refuses parameters it does not know, so ours is taken out first.
func (s *Store) options(rawURL string) (*redis.Options, error) {
	u, err := url.Parse(rawURL)
	if err != nil {
		return nil, errURL.Because(err)
	}
	q := u.Query()
	if text := q.Get("replicas"); text != "" {
		n, err := strconv.ParseUint(text, 10, 8)
		if err != nil {
			return nil, errURL.Because(fmt.Errorf("replicas: %w", err))
		}
		s.fixed = true
		s.replicas.Store(int64(n))
		q.Del("replicas")
		u.RawQuery = q.Encode()
	}
	o, err := redis.ParseURL(u.String())
	if err != nil {
		return nil, errURL.Because(err)
	}
	o.ContextTimeoutEnabled = true
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout, o.PoolTimeout = patience, patience, patience, patience
	o.DialerRetries = 1 // within 1.5 s, one refusal is an answer
	o.MaxRetries = -1   // appends try again by themselves, and know why they may
	o.DisableIdentity = true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	return o, nil
}

// begin looks at the server and learns, or makes, the epoch.
func (s *Store) begin(ctx context.Context) error {
	about, err := s.about(ctx)
	if err != nil {
		return err
	}
	if p := about["maxmemory_policy"]; p != "noeviction" {
		return errPolicy.Because(fmt.Errorf("maxmemory-policy is %q", p))
	}
	op, cancel := s.within(ctx)
	defer cancel()
	if err := s.client.SetNX(op, keyEpoch, rand.Text(), 0).Err(); err != nil {
		return s.told(ctx, "making the epoch", err)
	}
	s.epoch, err = s.client.Get(op, keyEpoch).Result()
	return s.told(ctx, "reading the epoch", err)
}

// about is what INFO says of memory, persistence and replication. It also learns that there are replicas.
func (s *Store) about(ctx context.Context) (map[string]string, error) {
	op, cancel := s.within(ctx)
	defer cancel()
	about := map[string]string{}
	for _, section := range []string{"memory", "persistence", "replication"} {
		text, err := s.client.Info(op, section).Result()
		if err != nil {
			return nil, s.told(ctx, "INFO "+section, err)
		}
		for line := range strings.Lines(text) {
			if name, value, ok := strings.Cut(strings.TrimSpace(line), ":"); ok {
				about[name] = value
			}
		}
	}
	// A replica that is away for a while is still owed its copy: the number does not fall.
	if about["connected_slaves"] != "0" && about["connected_slaves"] != "" && !s.fixed {
		s.replicas.CompareAndSwap(0, 1)
	}
	return about, nil
}

// Epoch names the life of this store: another epoch means that what was known of its journals is worthless.
func (s *Store) Epoch() string { return s.epoch }

// Close ends followers, listeners and leases (which are given up), waits for them and closes the connections. Later calls are refused as journal_closed.
func (s *Store) Close() error {
	s.mu.Lock()
	s.end()
	s.mu.Unlock()
	s.wg.Wait()
	return s.client.Close()
}

// begun counts a goroutine that Close waits for, unless the store is closing.
func (s *Store) begun() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.life.Err() != nil {
		return errClosed
	}
	s.wg.Add(1)
	return nil
}

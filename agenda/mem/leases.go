package mem

import (
	"context"

	"giaoban/agenda"
)

// node is the Leases of one node. It is a value.
type node struct {
	store *Store
	name  string
}

// lease is one holding. It is a value once in the table; a later holding of the same name is another lease.
type lease struct {
	holder string
	lose   context.CancelCauseFunc
}

// Leases is what the node called name may hold, in competition with the other nodes of this Store.
func (s *Store) Leases(name string) agenda.Leases { return &node{store: s, name: name} }

// Hold makes the node the holder of name until ctx ends. *agenda.HeldError names the holder there is, which may be this node.
func (n *node) Hold(ctx context.Context, name string) (context.Context, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s := n.store
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.leases[name]; l != nil {
		return nil, &agenda.HeldError{Name: name, Holder: l.holder}
	}
	held, lose := context.WithCancelCause(ctx)
	l := &lease{holder: n.name, lose: lose}
	s.leases[name] = l
	context.AfterFunc(held, func() { s.giveUp(name, l) })
	return held, nil
}

func (s *Store) giveUp(name string, l *lease) {
	s.mu.Lock()
	if s.leases[name] == l {
		delete(s.leases, name)
	}
	s.mu.Unlock()
	l.lose(context.Canceled) // frees the context when it ended with its parent
}

// Steal gives the lease name to the node holder behind the back of whoever holds it, as an expired lease does on several nodes. Its context ends with
// *agenda.HeldError as the cause. It is how tests of holders make them lose; nobody gives a stolen lease up.
func (s *Store) Steal(name, holder string) {
	s.mu.Lock()
	was := s.leases[name]
	s.leases[name] = &lease{holder: holder, lose: func(error) {}}
	s.mu.Unlock()
	if was != nil {
		was.lose(&agenda.HeldError{Name: name, Holder: holder})
	}
}

package sfu

import "github.com/pion/logging"

// silent is pion's logger. What pion says contains addresses and session descriptions, which are never logged; what matters is logged here by state.
// It is a value.
type silent struct{}

// NewLogger implements logging.LoggerFactory.
func (silent) NewLogger(string) logging.LeveledLogger { return silent{} }

// Trace and the rest implement logging.LeveledLogger by saying nothing.
func (silent) Trace(string) {}

// Tracef says nothing.
func (silent) Tracef(string, ...any) {}

// Debug says nothing.
func (silent) Debug(string) {}

// Debugf says nothing.
func (silent) Debugf(string, ...any) {}

// Info says nothing.
func (silent) Info(string) {}

// Infof says nothing.
func (silent) Infof(string, ...any) {}

// Warn says nothing.
func (silent) Warn(string) {}

// Warnf says nothing.
func (silent) Warnf(string, ...any) {}

// Error says nothing.
func (silent) Error(string) {}

// Errorf says nothing.
func (silent) Errorf(string, ...any) {}

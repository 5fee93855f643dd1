package silent

import "github.com/pion/logging"

// Logger is pion's logger and the factory of such loggers. It is a value.
type Logger struct{}

// NewLogger implements logging.LoggerFactory.
func (Logger) NewLogger(string) logging.LeveledLogger { return Logger{} }

// Trace and the rest implement logging.LeveledLogger by saying nothing.
func (Logger) Trace(string) {}

// Tracef says nothing.
func (Logger) Tracef(string, ...any) {}

// Debug says nothing.
func (Logger) Debug(string) {}

// Debugf says nothing.
func (Logger) Debugf(string, ...any) {}

// Info says nothing.
func (Logger) Info(string) {}

// Infof says nothing.
func (Logger) Infof(string, ...any) {}

// Warn says nothing.
func (Logger) Warn(string) {}

// Warnf says nothing.
func (Logger) Warnf(string, ...any) {}

// Error says nothing.
func (Logger) Error(string) {}

// Errorf says nothing.
func (Logger) Errorf(string, ...any) {}

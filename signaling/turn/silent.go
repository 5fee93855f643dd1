package turn

import "github.com/pion/logging"

// silent keeps pion's own log, which has addresses of people in it, quiet. It is a value.
type silent struct{}

// NewLogger implements logging.LoggerFactory.
func (silent) NewLogger(string) logging.LeveledLogger { return silent{} }

// Trace implements logging.LeveledLogger; so do the others.
func (silent) Trace(string) {}

func (silent) Tracef(string, ...any) {}
func (silent) Debug(string)          {}
func (silent) Debugf(string, ...any) {}
func (silent) Info(string)           {}
func (silent) Infof(string, ...any)  {}
func (silent) Warn(string)           {}
func (silent) Warnf(string, ...any)  {}
func (silent) Error(string)          {}
func (silent) Errorf(string, ...any) {}

package agenda

import (
	"slices"
	"strings"
)

// Role is what a seat may do. It is a value.
type Role string

// The roles. Administrator seats live in the directory; System is the server itself.
const (
	RoleChair         Role = "chair"
	RoleSecretary     Role = "secretary"
	RoleUnit          Role = "unit"
	RoleGuest         Role = "guest"
	RoleAdministrator Role = "administrator"
	RoleSystem        Role = "system"
)

// SeatRoles are the roles that a seat of a meeting can have.
var seatRoles = []Role{RoleChair, RoleSecretary, RoleUnit, RoleGuest}

// administratorPrefix marks the seats of the directory wherever they act, so that a meeting needs no copy of them.
const administratorPrefix = "admin-"

// Staff says whether the role sees internal lines and every unit's tasks.
func (r Role) Staff() bool {
	return r == RoleChair || r == RoleSecretary || r == RoleAdministrator || r == RoleSystem
}

// RoleOf is the role in which seat acts here; it is empty for a seat that does not exist or was revoked.
// Whoever calls Decide has authenticated the seat; the directory vouches for "admin-" seats.
func (m *Meeting) RoleOf(seat SeatID) Role {
	switch {
	case seat == SystemSeat:
		return RoleSystem
	case m.ID != DirectoryID && IsAdministrator(seat):
		return RoleAdministrator
	}
	if s := m.Seat(seat); s != nil && !s.Revoked {
		return s.Role
	}
	return ""
}

// IsAdministrator says whether seat is one of the directory's.
func IsAdministrator(seat SeatID) bool { return strings.HasPrefix(string(seat), administratorPrefix) }

// The refusals that every layer may give; each has one sentence, here.
var (
	ErrForbidden = NewError(Forbidden, "forbidden", "Bạn không có quyền làm việc này.", "You may not do this.")
	ErrInternal  = NewError(Internal, "internal", "Máy chủ gặp lỗi. Hãy thử lại.", "The server failed. Please try again.")
)

// permit refuses roles that are not in allowed. The system may do what no person may; it is listed where it may.
func permit(role Role, allowed []Role) error {
	if !slices.Contains(allowed, role) {
		return ErrForbidden
	}
	return nil
}

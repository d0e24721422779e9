package ledger

import (
	"context"
	"slices"
	"time"
)

// Role is what somebody may do with a ledger that is served to several people.
type Role string

// The roles; each may do what those before it may.
const (
	Reads   Role = "reader"   // looks, and exports
	Reviews Role = "reviewer" // decides, and adds documents
	Admins  Role = "admin"    // keeps the accounts
)

// Roles lists every role, the least first.
var Roles = []Role{Reads, Reviews, Admins}

// May reports whether the role is need, or more.
func (r Role) May(need Role) bool {
	have := slices.Index(Roles, r)
	return have >= 0 && have >= slices.Index(Roles, need)
}

// User is somebody with an account.
type User struct {
	Name     string    `json:"name"`
	Role     Role      `json:"role"`
	Password string    `json:"-"` // its hash, see package account; never the password
	Since    time.Time `json:"since"`
}

// Accounts keeps users and who is signed in.
type Accounts interface {
	Users(ctx context.Context) ([]User, error)                                // by name
	User(ctx context.Context, name string) (User, error)                      // NotFound where there is none
	PutUser(ctx context.Context, u User) error                                // adds or replaces; ends the user's sessions
	RemoveUser(ctx context.Context, name string) error                        // NotFound where there is none; ends the sessions
	StartSession(ctx context.Context, s Session) error                        // sessions that have ended are forgotten
	EndSession(ctx context.Context, key string) error                         // one that is not there is no error
	SessionUser(ctx context.Context, key string, now time.Time) (User, error) // NotFound where none is in force
}

// Session is somebody signed in. Key is a hash of the secret that the browser
// holds, so that nobody who reads the ledger's file can sign in with it.
type Session struct {
	Key   string
	User  string
	Since time.Time
	Until time.Time
}

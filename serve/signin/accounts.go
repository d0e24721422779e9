package signin

import (
	"net/http"

	"kiroku/ledger"
	"kiroku/serve/account"
	"kiroku/serve/site"
)

// accountsPage lists who may see the ledger.
type accountsPage struct {
	Users []ledger.User
	Roles []ledger.Role
	Me    string
}

func (s *Door) accounts(w http.ResponseWriter, r *http.Request) error {
	if s.Accounts == nil {
		return ledger.Errorf(ledger.NotFound, "This ledger is shown to this machine alone, and has no accounts.")
	}
	users, err := s.Accounts.Users(r.Context())
	if err != nil {
		return err
	}
	return s.Render(w, r, "accounts", site.Page{Title: "Accounts", Active: "accounts", Body: accountsPage{users, ledger.Roles, site.UserOf(r).Name}})
}

// putAccount adds an account, or gives one another role or password.
func (s *Door) putAccount(w http.ResponseWriter, r *http.Request) error {
	if s.Accounts == nil {
		return ledger.Errorf(ledger.NotFound, "This ledger has no accounts.")
	}
	name, role, password := r.PostFormValue("name"), ledger.Role(r.PostFormValue("role")), r.PostFormValue("password")
	if err := account.CheckName(name); err != nil {
		return ledger.Errorf(ledger.Invalid, "%w", err)
	}
	u, err := s.Accounts.User(r.Context(), name)
	switch {
	case ledger.CodeOf(err) == ledger.NotFound:
		u = ledger.User{Name: name, Since: s.Now().UTC()}
	case err != nil:
		return err
	case r.PostFormValue("new") != "":
		return ledger.Errorf(ledger.Conflict, "There is an account %s already.", name)
	}
	if name == site.UserOf(r).Name && role != u.Role {
		return ledger.Errorf(ledger.Invalid, "Nobody changes their own role.")
	}
	if password != "" || u.Password == "" {
		if err := account.CheckPassword(name, password); err != nil {
			return ledger.Errorf(ledger.Invalid, "%w", err)
		}
		u.Password = account.Hash(password)
	}
	u.Role = role
	if err := s.Accounts.PutUser(r.Context(), u); err != nil {
		return err
	}
	s.Log.Info("account kept", "name", name, "role", role, "by", site.UserOf(r).Name)
	return site.Redirect(w, r, "/accounts")
}

func (s *Door) removeAccount(w http.ResponseWriter, r *http.Request) error {
	name := r.PostFormValue("name")
	switch {
	case s.Accounts == nil:
		return ledger.Errorf(ledger.NotFound, "This ledger has no accounts.")
	case name == site.UserOf(r).Name:
		return ledger.Errorf(ledger.Invalid, "Nobody removes their own account.")
	}
	if err := s.Accounts.RemoveUser(r.Context(), name); err != nil {
		return err
	}
	s.Log.Info("account removed", "name", name, "by", site.UserOf(r).Name)
	return site.Redirect(w, r, "/accounts")
}

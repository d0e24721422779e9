package keep

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/serve/account"
	"kiroku/store"
	"kiroku/value"
)

// User is `kiroku user`.
type User struct {
	cli.Database
	Action string      `arg:"" enum:"add,list,remove,password" help:"What to do: add, list, remove, password."`
	Name   string      `arg:"" optional:"" name:"name" help:"The account: small letters and digits, with . _ @ - among them."`
	Role   ledger.Role `default:"reader" enum:"reader,reviewer,admin" help:"Of an account to add: reader, reviewer, admin."`
	JSON   bool        `name:"json" help:"List as JSON Lines."`
}

func (User) Help() string {
	return `Keeps who may see a ledger that "kiroku serve" shows to other machines. A reader looks and exports; a reviewer decides and adds documents; an admin keeps the accounts. A password is asked for on a terminal, or else read as the first line of standard input, and kept as an argon2id hash.

Examples:

    kiroku user add ada --role reviewer
    kiroku user list
    kiroku user password ada
    kiroku user remove ada`
}

func (c User) Run(ctx context.Context, con *terminal.Console) error {
	if (c.Name == "") != (c.Action == "list") {
		return cli.UsageError("name an account to add, remove or give another password; list takes none")
	}
	do := map[string]func(context.Context, *terminal.Console, *store.SQLite) error{"add": c.add, "list": c.list, "remove": c.remove, "password": c.password}
	open := c.Open
	if c.Action == "add" {
		open = c.Create
	}
	st, err := open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do[c.Action](ctx, con, st), st.Close())
}

func (c User) add(ctx context.Context, con *terminal.Console, st *store.SQLite) error {
	if err := account.CheckName(c.Name); err != nil {
		return cli.UsageError(err.Error())
	}
	if _, err := st.User(ctx, c.Name); err == nil {
		return ledger.Errorf(ledger.Conflict, "there is an account %s already; kiroku user password %s sets another password", c.Name, c.Name)
	}
	hash, err := askPassword(con, c.Name)
	if err != nil {
		return err
	}
	if err := st.PutUser(ctx, ledger.User{Name: c.Name, Role: c.Role, Password: hash, Since: con.Now().UTC()}); err != nil {
		return err
	}
	con.Say("Added %s, %s.", c.Name, c.Role)
	return nil
}

func (c User) password(ctx context.Context, con *terminal.Console, st *store.SQLite) error {
	u, err := st.User(ctx, c.Name)
	if err != nil {
		return err
	}
	if u.Password, err = askPassword(con, c.Name); err != nil {
		return err
	}
	if err := st.PutUser(ctx, u); err != nil {
		return err
	}
	con.Say("Set the password of %s, who is signed out everywhere.", c.Name)
	return nil
}

func (c User) remove(ctx context.Context, con *terminal.Console, st *store.SQLite) error {
	if err := st.RemoveUser(ctx, c.Name); err != nil {
		return err
	}
	con.Say("Removed %s. What %s decided stays.", c.Name, c.Name)
	return nil
}

func (c User) list(ctx context.Context, con *terminal.Console, st *store.SQLite) error {
	users, err := st.Users(ctx)
	switch {
	case err != nil:
		return err
	case c.JSON:
		return cli.WriteAll(con, users)
	case len(users) == 0:
		con.Say("There are no accounts.")
		return nil
	}
	t := terminal.Table{Columns: []terminal.Column{{Name: "NAME", Style: terminal.Bold}, {Name: "ROLE"}, {Name: "SINCE"}}}
	for _, u := range users {
		t.Add(u.Name, string(u.Role), value.DayOf(u.Since).String())
	}
	t.Write(con.Stdout, con)
	return nil
}

// askPassword gives the hash of a password: asked for twice on a terminal, the
// first line of standard input elsewhere.
func askPassword(con *terminal.Console, name string) (string, error) {
	password, err := readPassword(con, "Password for "+name+": ")
	if err != nil {
		return "", err
	}
	if err := account.CheckPassword(name, password); err != nil {
		return "", err
	}
	if f, ok := con.Stdin.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		again, err := readPassword(con, "Once more: ")
		if err != nil {
			return "", err
		}
		if again != password {
			return "", errors.New("the two passwords differ; nothing was changed")
		}
	}
	return account.Hash(password), nil
}

func readPassword(con *terminal.Console, prompt string) (string, error) {
	if f, ok := con.Stdin.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprint(con.Stderr, prompt)
		typed, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(con.Stderr)
		if err != nil {
			return "", fmt.Errorf("read the password: %w", err)
		}
		return string(typed), nil
	}
	line, err := bufio.NewReader(io.LimitReader(con.Stdin, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the password: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}

package site

import (
	"net/http"
	"net/url"
	"strings"
)

// Here is an address of this server, "/" for any other: nobody shall be sent
// elsewhere by a link to us.
func Here(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(address, "//") || strings.Contains(address, `\`) {
		return "/"
	}
	return u.RequestURI()
}

// ActorURL is the page of a party, or of the first of several.
func ActorURL(key string) string { return "/actor/" + url.PathEscape(FirstKey(key)) }

// FirstKey is the first of several parties that act together.
func FirstKey(key string) string {
	first, _, _ := strings.Cut(key, "+")
	return first
}

// FiguresURL is where the figures of a measure in an area are shown.
func FiguresURL(measure, area string) string {
	return "/figures?" + url.Values{"measure": {measure}, "area": {area}}.Encode()
}

// Redirect sends the reader to another page of this server after a post.
func Redirect(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

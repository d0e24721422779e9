package site

import "net/http"

const themeCookie = "theme"

func themeOf(r *http.Request) string {
	c, err := r.Cookie(themeCookie)
	if err != nil || c.Value != "light" && c.Value != "dark" {
		return ""
	}
	return c.Value
}

// Routes are the addresses of no page: they go back to where the reader is.
func (s *Site) Routes() []Route { return []Route{{Pattern: "POST /theme", Answer: s.theme}} }

// theme keeps which of light and dark the reader wants, and goes back.
func (s *Site) theme(w http.ResponseWriter, r *http.Request) error {
	want := r.PostFormValue("theme")
	if want != "light" && want != "dark" {
		want = ""
	}
	http.SetCookie(w, &http.Cookie{Name: themeCookie, Value: want, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return Redirect(w, r, Here(r.PostFormValue("back")))
}

package ask

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"kiroku/claim"
	"kiroku/cmd/kiroku/cli"
	"kiroku/cmd/kiroku/decide"
	"kiroku/cmd/kiroku/terminal"
	"kiroku/ledger"
	"kiroku/phrase"
	"kiroku/text"
)

// Show is `kiroku show`.
type Show struct {
	cli.Asking
	ID   string `arg:"" name:"id" help:"Id of an entry, a claim, a document or an entity, or the beginning of one."`
	JSON bool   `name:"json" help:"Write one JSON record: the entry, its claims and their documents."`
}

func (Show) Help() string {
	return `Shows an entry with every claim that it rests on, a claim, or a document: the words in their context, who says so, and the words that each field was read from. Of an entity, every written form of its name with the reason why it is taken for the same one.

Examples:

    kiroku show 3f2a91c
    kiroku show 3f2a91c --json`
}

// shown is what an id leads to: an entity alone, or else Entry is nil for a claim, Claims too for a
// document.
type shown struct {
	Entity    *ledger.Entity   `json:"entity,omitempty"`
	Entry     *ledger.Entry    `json:"entry,omitempty"`
	Version   string           `json:"version,omitempty"`   // of the entry, see [ledger.Version]
	Decisions []decide.Decided `json:"decisions,omitempty"` // about the entry, undone ones too
	Claims    []claim.Claim    `json:"claims,omitempty"`
	Documents []*text.Document `json:"documents,omitempty"`
	Kept      []kept           `json:"kept,omitempty"` // of each document
}

// kept is the evidence of a document: what it was read from, and the other
// texts that its address gave.
type kept struct {
	Document string            `json:"document"`
	Fetches  []ledger.Fetch    `json:"fetches,omitempty"`
	Versions []ledger.Revision `json:"versions,omitempty"`
}

func (c Show) Run(ctx context.Context, con *terminal.Console) error {
	st, err := c.Open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	found, err := find(ctx, st, c.ID)
	if err != nil {
		return err
	}
	if c.JSON {
		return cli.WriteAll(con, []shown{found})
	}
	switch {
	case found.Entity != nil:
		showEntity(con, *found.Entity)
		return nil
	case found.Entry != nil:
		showEntry(con, *found.Entry, found.Decisions)
	case len(found.Claims) > 0:
	default:
		return showDocument(ctx, con, st, found.Documents[0])
	}
	withdrawn := found.withdrawn(ctx, st)
	for i, claimed := range found.Claims {
		if i > 0 || found.Entry != nil {
			fmt.Fprintln(con.Stdout)
		}
		version, err := versionWords(ctx, st, claimed.Document)
		if err != nil {
			return err
		}
		if withdrawn[claimed.ID] {
			version += "; withdrawn: the newest does not say it"
		}
		showClaim(con, claimed, found.document(claimed.Document), field{"version", version})
	}
	return nil
}

// withdrawn are the claims shown that a newest version no longer makes.
func (s shown) withdrawn(ctx context.Context, st ledger.Store) map[string]bool {
	gone := map[string]bool{}
	entry := s.Entry
	if entry == nil && len(s.Claims) == 1 {
		if e, err := st.Entry(ctx, ledger.EntryID(s.Claims[0].ID)); err == nil {
			entry = &e
		}
	}
	if entry != nil {
		for _, id := range entry.Withdrawn {
			gone[id] = true
		}
	}
	return gone
}

func (s shown) document(id string) *text.Document {
	i := slices.IndexFunc(s.Documents, func(doc *text.Document) bool { return doc.ID == id })
	return s.Documents[i]
}

// find looks an id up as an entry's, then a claim's, then a document's.
func find(ctx context.Context, st ledger.Store, id string) (shown, error) {
	e, err := st.Entry(ctx, id)
	if err == nil {
		about, err := st.DecisionsOn(ctx, e.ID)
		if err != nil {
			return shown{}, err
		}
		s := shown{Entry: &e, Version: ledger.Version(e)}
		for _, d := range about {
			s.Decisions = append(s.Decisions, decide.Decided{Decision: d, InForce: ledger.Standing(about, d)})
		}
		return findClaims(ctx, st, s, e.Claims)
	}
	if ledger.CodeOf(err) != ledger.NotFound {
		return shown{}, err
	}
	c, err := st.Claim(ctx, id)
	if err == nil {
		return findClaims(ctx, st, shown{}, []string{c.ID})
	}
	if ledger.CodeOf(err) != ledger.NotFound {
		return shown{}, err
	}
	doc, err := st.Document(ctx, id)
	switch {
	case err == nil:
		return findEvidence(ctx, st, shown{Documents: []*text.Document{doc}})
	case ledger.CodeOf(err) != ledger.NotFound:
		return shown{}, err
	}
	entity, err := st.Entity(ctx, id)
	switch {
	case err == nil:
		return shown{Entity: &entity}, nil
	case ledger.CodeOf(err) == ledger.NotFound:
		return shown{}, fmt.Errorf("nothing has the id %q; the first column of `kiroku ledger` and `kiroku documents` lists them", id)
	}
	return shown{}, err
}

func findClaims(ctx context.Context, st ledger.Store, s shown, ids []string) (shown, error) {
	for _, id := range ids {
		c, err := st.Claim(ctx, id)
		if err != nil {
			return s, err
		}
		s.Claims = append(s.Claims, c)
		if slices.ContainsFunc(s.Documents, func(doc *text.Document) bool { return doc.ID == c.Document }) {
			continue
		}
		doc, err := st.Document(ctx, c.Document)
		if err != nil {
			return s, err
		}
		s.Documents = append(s.Documents, doc)
	}
	return findEvidence(ctx, st, s)
}

// findEvidence adds what is kept of the bytes of each document, and its other
// versions.
func findEvidence(ctx context.Context, st ledger.Store, s shown) (shown, error) {
	for _, doc := range s.Documents {
		fetches, err := st.Fetches(ctx, doc.ID)
		if err != nil {
			return s, err
		}
		versions, err := st.Revisions(ctx, doc.ID)
		if err != nil {
			return s, err
		}
		k := kept{Document: doc.ID, Fetches: fetches}
		if len(versions) > 1 {
			k.Versions = versions
		}
		s.Kept = append(s.Kept, k)
	}
	return s, nil
}

func showEntry(con *terminal.Console, e ledger.Entry, about []decide.Decided) {
	title := strings.TrimSpace(phrase.What(e) + "  " + phrase.Stage(e))
	fmt.Fprintln(con.Stdout, con.Paint(terminal.Bold, terminal.OneLine(title))+"  "+con.Paint(terminal.Dim, "entry "+e.ID))
	fields := []field{
		{"who → whom", phrase.Parties(e)},
		{"how much", phrase.HowMuch(e)},
		{"when", phrase.Days(e.When)},
		{"where", e.Where.Name},
		{"stages", stages(e)},
		{"also as", otherSums(e)},
		{"reported", phrase.Days(e.Reported) + " in " + phrase.Plural(len(e.Documents), "document") + ", " + phrase.Plural(e.Origins, "independent origin")},
		{"withdrawn", withdrawnWords(e)},
		{"joined by", joins(e)},
		{"confidence", fmt.Sprintf("%.2f", e.Confidence)},
	}
	for _, rel := range e.Relations {
		fields = append(fields, field{relationWords[rel.Kind], rel.Entry + " by " + rel.Rule})
	}
	for _, d := range about {
		if d.InForce && d.Kind != ledger.Undo {
			words := phrase.Decision(d.Decision) + ", by " + d.Who + " " + d.At.UTC().Format("2006-01-02")
			fields = append(fields, field{"decided", strings.Join(cli.Present(words, d.Why), ": ")})
		}
	}
	showFields(con, fields)
}

// withdrawnWords says that reports no longer say it.
func withdrawnWords(e ledger.Entry) string {
	if len(e.Withdrawn) == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %s: the newest version of the document does not say it", len(e.Withdrawn), phrase.Plural(len(e.Claims), "claim"))
}

// relationWords say how the entry shown stands to another.
var relationWords = map[ledger.RelationKind]string{
	ledger.PartOf: "part of", ledger.Whole: "includes", ledger.Raises: "raises", ledger.RaisedBy: "raised by",
	ledger.DrawsOn: "draws on", ledger.DrawnBy: "drawn on by", ledger.Sums: "total with", ledger.SumsIn: "in the total",
	ledger.AddsTo: "on top of", ledger.AddedTo: "added to by", ledger.Follows: "follows", ledger.Followed: "followed by",
}

// stages is the history of aid: "pledged 2024-03-11, delivered 2024-04".
func stages(e ledger.Entry) string {
	var steps []string
	for _, s := range e.Stages {
		steps = append(steps, strings.Join(cli.Present(cmp.Or(phrase.PastForms[s.Action], s.Action), phrase.Days(s.When)), " "))
	}
	return strings.Join(steps, ", ")
}

// otherSums is the ways in which reports state the sum other than the entry's.
func otherSums(e ledger.Entry) string {
	var list []string
	for _, s := range e.Sums {
		if e.Money == nil || !s.Money.Equal(*e.Money) {
			list = append(list, phrase.Sum(s.Money))
		}
	}
	return strings.Join(list, "; ")
}

// joins is why the entry's claims are one thing: the rules, and how often.
func joins(e ledger.Entry) string {
	times := map[string]int{}
	for _, j := range e.Joins {
		times[j.Rule]++
	}
	var list []string
	for _, rule := range slices.Sorted(maps.Keys(times)) {
		list = append(list, fmt.Sprintf("%s (%d)", rule, times[rule]))
	}
	return strings.Join(list, ", ")
}

func showClaim(con *terminal.Console, c claim.Claim, doc *text.Document, more ...field) {
	heading := strings.Join(cli.Present(terminal.OneLine(doc.Source), phrase.Days(doc.Published), terminal.OneLine(doc.Title)), ", ")
	if heading == "" {
		heading = terminal.OneLine(doc.Ref)
	}
	fmt.Fprintln(con.Stdout, con.Paint(terminal.Bold, terminal.Clip(heading, con.Width-28))+"  "+con.Paint(terminal.Dim, "claim "+c.ID))
	terminal.InContext(doc.Text, c.Evidence.Span()).Write(con, "  ")
	fields := []field{{"says", fieldSays(c)}, {"said by", phrase.Chain(c.Sources)}}
	for _, name := range slices.Sorted(maps.Keys(c.Spans)) {
		fields = append(fields, field{name, c.Spans[name].Of(doc.Text)})
	}
	fields = append(fields, field{"rule", c.Rule}, field{"document", doc.ID + " " + doc.Ref})
	showFields(con, append(fields, more...))
}

// fieldSays is the claim's type and what kind of it: "aid, pledge, military".
func fieldSays(c claim.Claim) string {
	polarity := ""
	if c.Polarity == claim.Negated {
		polarity = "not"
	}
	modality := string(c.Modality)
	return strings.Join(cli.Present(string(c.Type), polarity, c.Action, c.Measure, c.Kind, c.Stance, c.Category, modality), ", ")
}

// showDocument shows what a document is and the claims read from it.
func showDocument(ctx context.Context, con *terminal.Console, st ledger.Store, doc *text.Document) error {
	title := terminal.OneLine(doc.Title)
	if title == "" {
		title = terminal.OneLine(doc.Ref)
	}
	fmt.Fprintln(con.Stdout, con.Paint(terminal.Bold, title)+"  "+con.Paint(terminal.Dim, "document "+doc.ID))
	version, err := versionWords(ctx, st, doc.ID)
	if err != nil {
		return err
	}
	fetches, err := st.Fetches(ctx, doc.ID)
	if err != nil {
		return err
	}
	where := func(name, words string) string { // how a field was found stands behind it
		if how := doc.Found[name]; how != "" && words != "" {
			words += " (" + how + ")"
		}
		return words
	}
	showFields(con, []field{
		{"title", where("title", doc.Title)}, {"source", where("source", doc.Source)}, {"by", where("byline", doc.Byline)},
		{"published", where("published", phrase.Days(doc.Published))}, {"updated", where("updated", phrase.Days(doc.Updated))},
		{"language", where("lang", doc.Lang)}, {"address", where("url", doc.URL)}, {"read from", doc.Ref},
		{"size", phrase.Plural(len(doc.Text), "byte")}, {"version", version}, {"evidence", fetchWords(fetches)},
	})
	for c, err := range st.Claims(ctx, ledger.ClaimFilter{Document: doc.ID}) {
		if err != nil {
			return err
		}
		fmt.Fprintln(con.Stdout)
		showClaim(con, c, doc)
	}
	return nil
}

// field is a name and the words to stand beside it.
type field struct{ name, words string }

// showFields lists fields under each other, those without words left out.
func showFields(con *terminal.Console, fields []field) {
	width := 0
	for _, f := range fields {
		if strings.TrimSpace(f.words) != "" {
			width = max(width, terminal.Cells(f.name))
		}
	}
	for _, f := range fields {
		if strings.TrimSpace(f.words) == "" {
			continue
		}
		name := f.name + strings.Repeat(" ", width-terminal.Cells(f.name))
		for _, line := range terminal.Wrap(terminal.OneLine(f.words), con.Width-width-4) {
			fmt.Fprintln(con.Stdout, "  "+con.Paint(terminal.Dim, name)+"  "+line)
			name = strings.Repeat(" ", width)
		}
	}
}

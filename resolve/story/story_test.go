package story

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiroku/text"
	"kiroku/value"
)

// report makes a document; its first line is an id and settings.
func report(id, source, day, title, body string) *text.Document {
	d, err := value.ParseDay(day)
	if err != nil {
		panic(err)
	}
	return &text.Document{ID: id, Source: source, Title: title, Text: body, Published: value.Date{From: d, To: d}}
}

const ferryWire = `PORT ELMA (NPA) - A ferry with 212 people on board ran aground off the island of Tarn on Monday night, the coast guard said.

Rescue boats took all passengers to Port Elma, where 14 were treated for bruises. The ferry, the Morning Star, had left the harbour at nine in heavy fog.

"The captain called us at once, and that saved lives," coast guard commander Ida Rossel told reporters. She said that an inquiry would look at the ship's radar.

The Morning Star was built in 1998 and had been inspected in March. Its owner, Elma Lines, has stopped all night crossings until further notice.

Two years ago another ferry of the company hit a pier at Tarn, and the damage cost $3.4 million.`

const ferryOwn = `The skipper of the Morning Star had asked for a new radar twice this year, a former officer of Elma Lines says. The ferry ran onto rocks near Tarn on Monday, and everyone on board was saved.

The officer, who did not want to be named, said that the ship's radar failed "about once a week". Elma Lines said that the Morning Star was in good order when it left Port Elma and that it would help the coast guard's inquiry.

Passengers described a loud bang and then silence. "Nobody screamed," said Ole Brant, a teacher from Tarn who was on deck with his class.`

const ferryOther = `KESTREL BAY - A car ferry with 180 people on board ran aground in fog near Kestrel Bay on Friday, and rescue boats took everyone to land, police said.

The Blue Heron, which belongs to the state railway, lay on a sandbank until the tide lifted it. Three sailors were hurt. The railway said that it would look at the ship's steering gear.`

const harvest = `Farmers in the Lowen valley expect the smallest harvest of apples in ten years after frost in April, the growers' union said on Thursday.

Prices have risen by a third since last autumn. The union asks the government for loans, while the ministry of agriculture wants to wait for the final count in October.`

func ferryReports() []*text.Document {
	paragraphs := strings.Split(ferryWire, "\n\n")
	return []*text.Document{
		report("wire", "Northern Press Agency", "2025-10-07", "FERRY RUNS AGROUND OFF TARN", ferryWire),
		report("copy", "Elma Times", "2025-10-07", "Ferry drama in the fog", "Ferry drama in the fog\n\n"+strings.ReplaceAll(ferryWire, "\n\n", "\n")),
		report("cut", "Tarn Post", "2025-10-08", "All safe after ferry hits rocks", strings.Replace(strings.Join(paragraphs[:3], "\n\n"), "14 were", "41 were", 1)),
		report("own", "Elma Observer", "2025-10-08", "Radar of the Morning Star failed often, officer says", ferryOwn),
		report("other", "Bay News", "2025-10-10", "Ferry freed from sandbank", ferryOther),
		report("harvest", "Elma Times", "2025-10-09", "A bad year for apples", harvest),
	}
}

func storiesByID(docs []*text.Document) map[string]Story {
	byID := map[string]Story{}
	for _, s := range Find(docs) {
		byID[s.Document] = s
	}
	return byID
}

func TestStories(t *testing.T) {
	got := storiesByID(ferryReports())
	for _, want := range []Story{
		{Document: "wire", Story: "wire", Origin: "wire", Wire: "NPA"},
		{Document: "copy", Story: "wire", Origin: "wire", Wire: "NPA"},
		{Document: "cut", Story: "wire", Origin: "wire", Wire: "NPA"},
		{Document: "own", Story: "wire", Origin: "own"},
		{Document: "other", Story: "other", Origin: "other"},
		{Document: "harvest", Story: "harvest", Origin: "harvest"},
	} {
		s := got[want.Document]
		s.Changed = nil
		if fmt.Sprint(s) != fmt.Sprint(want) {
			t.Errorf("got %+v, want %+v", s, want)
		}
	}
}

func TestChangedFigure(t *testing.T) {
	docs := ferryReports()
	got := storiesByID(docs)["cut"].Changed
	if len(got) != 1 || got[0].Figure != "41" || got[0].Origin != "14" {
		t.Fatalf("changed figures: %+v, want 41 for 14", got)
	}
	if w := got[0].Span.Of(docs[2].Text); w != "41" {
		t.Errorf("the span of the changed figure holds %q", w)
	}
	if w := got[0].Was.Of(docs[0].Text); w != "14" {
		t.Errorf("the span of the origin's figure holds %q", w)
	}
	if c := storiesByID(docs)["copy"].Changed; len(c) != 0 {
		t.Errorf("the faithful copy has changed figures: %+v", c)
	}
}

func TestOrigins(t *testing.T) {
	byID := storiesByID(ferryReports())
	for _, tc := range []struct {
		ids  string
		want int
	}{{"wire copy cut", 1}, {"wire copy cut own", 2}, {"own other", 2}, {"", 0}} {
		var reports []Story
		for _, id := range strings.Fields(tc.ids) {
			reports = append(reports, byID[id])
		}
		if got := Origins(reports); got != tc.want {
			t.Errorf("origins of %q: %d, want %d", tc.ids, got, tc.want)
		}
	}
}

func TestWireOf(t *testing.T) {
	for _, tc := range []struct {
		doc    text.Document
		want   string
		author authorship
	}{
		{text.Document{Source: "Northern Press Agency"}, "NPA", agencyReport},
		{text.Document{Source: "Reuters"}, "REUTERS", agencyReport},
		{text.Document{Byline: "Ann Roe, Associated Press", Text: "Rain fell."}, "AP", agencyRelayed},
		{text.Document{Text: "GENEVA (Reuters) - Talks began."}, "REUTERS", agencyRelayed},
		{text.Document{Text: "GENEVA, Jan 4 (AP) — Talks began."}, "AP", agencyRelayed},
		{text.Document{Text: "Talks began, Kyodo News reported. More later."}, "KYODO", agencyRelayed},
		{text.Document{Text: "Talks began, according to the state news agency Xinhua."}, "XINHUA", agencyRelayed},
		{text.Document{Text: "Talks began on Monday and went on.\n\n(AFP)"}, "AFP", agencyRelayed},
		{text.Document{Text: "The AP course begins in May. Reuters Street is closed."}, "", outletReport},
		{text.Document{Text: "The minister (left) - seen here - spoke."}, "", outletReport},
		{text.Document{Text: "Rain fell.\n\nFrom our news services"}, "", agencyRelayed},
		{text.Document{Text: "Rain fell.", Byline: "Ann Roe and agencies"}, "", agencyRelayed},
		{text.Document{}, "", outletReport},
	} {
		if got, author := wireOf(&tc.doc); got != tc.want || author != tc.author {
			t.Errorf("%+v: %q %v, want %q %v", tc.doc, got, author, tc.want, tc.author)
		}
	}
}

// TestOriginFollowsDate: the earlier of two equal texts is the origin, the
// agency's own of two of one day, the longer of two without dates.
func TestOriginFollowsDate(t *testing.T) {
	short := strings.Join(strings.Split(ferryWire, "\n\n")[:4], "\n\n")
	for _, tc := range []struct {
		name         string
		first, other *text.Document
	}{
		{"date", report("b", "B", "2025-10-07", "", short), report("a", "A", "2025-10-08", "", ferryWire)},
		{"wire", report("b", "Reuters", "2025-10-07", "", short), report("a", "A", "2025-10-07", "", ferryWire)},
		{"length", report("b", "B", "", "", ferryWire), report("a", "A", "", "", short)},
		{"id", report("a", "A", "", "", ferryWire), report("b", "B", "", "", ferryWire)},
	} {
		byID := storiesByID([]*text.Document{tc.other, tc.first})
		for _, id := range []string{"a", "b"} {
			if got := byID[id].Origin; got != tc.first.ID {
				t.Errorf("%s: origin of %s is %s, want %s", tc.name, id, got, tc.first.ID)
			}
		}
	}
}

// TestDatesPartLikeReports: the same words a year later are a form that is
// used again, and another happening.
func TestDatesPartLikeReports(t *testing.T) {
	docs := []*text.Document{
		report("now", "A", "2025-10-07", "", ferryOwn),
		report("then", "B", "2024-10-07", "", strings.ReplaceAll(ferryOwn, "Ole Brant", "Kari Holm")),
	}
	byID := storiesByID(docs)
	if byID["now"].Origin != "now" || byID["now"].Story == byID["then"].Story {
		t.Errorf("joined over a year: %+v", byID)
	}
	docs[1].Published = value.Date{}
	if byID = storiesByID(docs); byID["now"].Story != byID["then"].Story {
		t.Errorf("parted although a date is missing: %+v", byID)
	}
}

// pool is reports made of a few happenings' words, so that random subsets
// hold copies, stories and strangers.
func pool() []*text.Document {
	docs := ferryReports()
	for i, body := range []string{ferryWire, ferryOwn, ferryOther, harvest} {
		paragraphs := strings.Split(body, "\n\n")
		for n := range paragraphs {
			mixed := slices.Concat(paragraphs[n:], paragraphs[:n])
			day := fmt.Sprintf("2025-10-%02d", 5+i+n)
			if n == 1 {
				day = ""
			}
			docs = append(docs, report(fmt.Sprintf("p%d-%d", i, n), "Outlet "+fmt.Sprint(n), day, "", strings.Join(mixed[:max(1, len(mixed)-n)], "\n\n")))
		}
	}
	return docs
}

// TestOrderOfArrival: the answer is the same whatever order documents come in,
// and whether or not questions are asked in between.
func TestOrderOfArrival(t *testing.T) {
	all := pool()
	rapid.Check(t, func(t *rapid.T) {
		docs := rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, len(all), func(d *text.Document) string { return d.ID }).Draw(t, "docs")
		want := storiesByID(docs)
		shuffled := rapid.Permutation(docs).Draw(t, "order")
		x := NewIndex()
		for _, doc := range shuffled {
			x.Add(doc)
			x.Story(doc.ID)
			x.Related(doc.ID)
		}
		for _, doc := range docs {
			got, ok := x.Story(doc.ID)
			if !ok || fmt.Sprint(got) != fmt.Sprint(want[doc.ID]) {
				t.Fatalf("%s: %+v in this order, %+v in the other", doc.ID, got, want[doc.ID])
			}
		}
	})
}

// TestRelated: only documents that Related names may change their answer when
// a document is added.
func TestRelated(t *testing.T) {
	all := pool()
	rapid.Check(t, func(t *rapid.T) {
		docs := rapid.Permutation(all).Draw(t, "order")
		x := NewIndex()
		before := map[string]Story{}
		for _, doc := range docs {
			x.Add(doc)
			related := x.Related(doc.ID)
			for id, was := range before {
				now, _ := x.Story(id)
				if fmt.Sprint(now) != fmt.Sprint(was) && !slices.Contains(related, id) {
					t.Fatalf("adding %s changed %s, which is not related", doc.ID, id)
				}
				before[id] = now
			}
			before[doc.ID], _ = x.Story(doc.ID)
		}
	})
}

// TestStoriesAreWellFormed: stories are named after a member that is its own
// origin, and an origin is in the story of its copy.
func TestStoriesAreWellFormed(t *testing.T) {
	all := pool()
	rapid.Check(t, func(t *rapid.T) {
		docs := rapid.SliceOfDistinct(rapid.SampledFrom(all), func(d *text.Document) string { return d.ID }).Draw(t, "docs")
		byID := storiesByID(docs)
		for id, s := range byID {
			head, origin := byID[s.Story], byID[s.Origin]
			if head.Origin != s.Story || head.Story != s.Story {
				t.Fatalf("%s: story %s is headed by a document that is not its own: %+v", id, s.Story, head)
			}
			if origin.Story != s.Story || origin.Origin != s.Origin {
				t.Fatalf("%s: its origin %+v is elsewhere", id, origin)
			}
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add(ferryWire, ferryOwn)
	f.Add("", "1,")
	f.Add("U.S. 1. 2", "\xff\xfe A (B) - c")
	f.Fuzz(func(t *testing.T, a, b string) {
		docs := []*text.Document{{ID: "a", Text: a, Title: b}, {ID: "b", Text: b, Byline: a, Source: a}}
		for i, s := range Find(docs) {
			if s.Document != docs[i].ID || s.Story == "" || s.Origin == "" {
				t.Fatalf("no answer: %+v", s)
			}
			for _, c := range s.Changed {
				if !c.Span.In(len(docs[i].Text)) {
					t.Fatalf("%+v lies outside the text", c)
				}
			}
		}
	})
}

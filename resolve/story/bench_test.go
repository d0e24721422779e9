package story

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kiroku/text"
	"kiroku/value"
)

// newsroom writes reports without meaning but with the statistics of news:
// words as frequent as in the table of rarities, and for each happening names,
// figures and words of its own.
type newsroom struct {
	*rand.Rand
	words []string
	until []float64 // running total of the words' frequencies
}

func newNewsroom() *newsroom {
	r := &newsroom{Rand: rand.New(rand.NewPCG(7, 11)), words: slices.Sorted(maps.Keys(rarity().frequency))}
	total := 0.0
	for _, w := range r.words {
		total += rarity().frequency[w]
		r.until = append(r.until, total)
	}
	return r
}

func (r *newsroom) word() string {
	i, _ := slices.BinarySearch(r.until, r.Float64()*r.until[len(r.until)-1])
	return r.words[min(i, len(r.words)-1)]
}

func (r *newsroom) name() string {
	syllables := []string{"ba", "den", "kor", "li", "mar", "no", "ral", "shi", "tov", "ur", "ves", "yan", "zel", "gor", "hal", "fen"}
	n := ""
	for range 3 {
		n += syllables[r.IntN(len(syllables))]
	}
	return strings.ToUpper(n[:1]) + n[1:]
}

// happening is what its reports have in common.
type happening struct {
	names, words []string
}

func (r *newsroom) happening() happening {
	var h happening
	for range 6 {
		h.names = append(h.names, r.name())
	}
	for range 25 {
		h.words = append(h.words, r.word())
	}
	return h
}

func (r *newsroom) report(h happening) string {
	var b strings.Builder
	for range 12 {
		b.WriteString("The")
		for range 16 {
			b.WriteByte(' ')
			switch k := r.IntN(10); {
			case k < 2:
				b.WriteString(h.names[r.IntN(len(h.names))])
			case k < 4:
				b.WriteString(h.words[r.IntN(len(h.words))])
			default:
				b.WriteString(r.word())
			}
		}
		b.WriteString(".\n")
	}
	return b.String()
}

// reports writes n reports, two hundred a day, four of a happening, every tenth
// a copy of the one before.
func (r *newsroom) reports(n, first int) []*text.Document {
	docs := make([]*text.Document, n)
	start := value.Day{Year: 2020, Month: 1, Day: 1}
	var open []happening
	last := ""
	for i := range docs {
		if len(open) < 50 {
			open = append(open, r.happening())
		}
		k := r.IntN(len(open))
		if i%10 != 9 || last == "" {
			last = r.report(open[k])
		}
		if r.IntN(4) == 0 {
			open = slices.Delete(open, k, k+1)
		}
		day := start.Add(0, 0, (first+i)/200)
		docs[i] = &text.Document{ID: fmt.Sprintf("r%07d", first+i), Source: r.words[r.IntN(len(r.words))], Text: last,
			Published: value.Date{From: day, To: day}}
	}
	return docs
}

// BenchmarkAdd adds a document to indexes of growing size and asks for its
// story. The figures are to stay level.
func BenchmarkAdd(b *testing.B) {
	for _, size := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			r := newNewsroom()
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			x := NewIndex()
			for first := 0; first < size; first += 1_000 {
				for _, doc := range r.reports(1_000, first) {
					x.Add(doc)
				}
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			more := r.reports(2_000, size)
			b.ResetTimer()
			used := processorTime(b)
			looks := 0
			for n := 0; n < b.N; n++ {
				doc := *more[n%len(more)]
				doc.ID = fmt.Sprintf("%s-%d", doc.ID, n/len(more))
				x.Add(&doc)
				x.Story(doc.ID)
				if n%100 == 0 {
					b.StopTimer()
					looks += compared(x) * 100
					b.StartTimer()
				}
			}
			b.StopTimer()
			used = processorTime(b) - used
			b.ReportMetric(float64(looks)/float64(b.N), "compared/op")
			b.ReportMetric(used.Seconds()*1e6/float64(b.N), "cpu-µs/op")
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(size), "B/doc")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "docs/s")
		})
	}
}

// compared is with how many documents the last one added was compared for its story.
func compared(x *Index) int {
	n := 0
	for _, mark := range x.seen {
		if mark == -int32(len(x.nodes)) {
			n++
		}
	}
	return n
}

// processorTime is what the process has used: on a machine that others use, too,
// the figure to compare.
func processorTime(tb testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkReleases groups the White House releases of two years.
func BenchmarkReleases(b *testing.B) {
	docs := releases(b, 1<<30)
	bytes := 0
	for _, doc := range docs {
		bytes += len(doc.Text)
	}
	b.SetBytes(int64(bytes))
	for b.Loop() {
		Find(docs)
	}
	b.ReportMetric(float64(len(docs))*float64(b.N)/b.Elapsed().Seconds(), "docs/s")
}

package name

import "kiroku/lang/mlp"

// keys appends the features of token i, given the labels before it.
func (r *reader) keys(dst []mlp.Key, i int) []mlp.Key {
	at := r.words[i : i+2*margin+1]
	w, l1, l2, r1, r2 := &at[3], &at[2], &at[1], &at[4], &at[5]
	t1, t2 := mlp.Small(r.given[0]), mlp.Small(r.given[1])
	first := mlp.Small(min(i, 1))
	dst = append(dst,
		mlp.Join1(0, w.form), mlp.Join1(1, w.exact), mlp.Join2(2, w.shape, first), mlp.Join2(3, w.shape, t1),
		mlp.Join1(4, w.suffix[0]), mlp.Join1(5, w.suffix[1]), mlp.Join1(6, w.suffix[2]),
		mlp.Join1(7, w.prefix[0]), mlp.Join1(8, w.prefix[1]), mlp.Join1(9, w.prefix[2]),
		mlp.Join1(10, l1.form), mlp.Join1(11, r1.form), mlp.Join1(12, l2.form), mlp.Join1(13, r2.form),
		mlp.Join2(14, l1.form, t1), mlp.Join2(15, l1.form, w.shape), mlp.Join2(16, r1.form, w.shape),
		mlp.Join3(17, l1.shape, w.shape, r1.shape), mlp.Join3(18, w.shape, r1.shape, r2.shape), mlp.Join3(19, l2.shape, l1.shape, w.shape),
		mlp.Join2(20, t1, t2), mlp.Join1(21, t1),
		mlp.Join1(22, w.fine), mlp.Join1(23, w.coarse), mlp.Join1(24, l1.fine), mlp.Join1(25, r1.fine),
		mlp.Join1(26, l2.coarse), mlp.Join1(27, r2.coarse), mlp.Join2(28, l1.coarse, w.coarse), mlp.Join2(29, w.coarse, r1.coarse),
		mlp.Join2(30, l1.coarse, w.shape), mlp.Join2(31, r1.coarse, w.shape), mlp.Join3(32, l1.coarse, w.coarse, r1.coarse),
		mlp.Join2(33, w.fine, t1), mlp.Join2(34, r1.fine, t1),
		mlp.Join1(35, w.listed), mlp.Join1(36, l1.listed), mlp.Join1(37, r1.listed), mlp.Join2(38, w.listed, t1),
		mlp.Join2(39, w.listed, r1.listed), mlp.Join2(40, l1.listed, w.shape), mlp.Join2(41, w.listed, r1.shape), mlp.Join2(42, w.listed, r1.coarse),
		mlp.Join1(50, w.hint), mlp.Join2(51, w.hint, t1), mlp.Join2(52, w.hint, r1.hint), mlp.Join2(53, w.hint, l1.hint),
		mlp.Join2(54, w.hint, w.listed), mlp.Join2(55, w.hint, w.shape), mlp.Join2(56, w.hint, w.coarse),
		mlp.Join2(43, at[1].form, l1.form), mlp.Join2(44, r1.form, r2.form), mlp.Join1(45, at[0].form), mlp.Join1(46, at[6].form),
	)
	return r.recall(dst, w, t1)
}

// recall appends what the document says of the word elsewhere.
func (r *reader) recall(dst []mlp.Key, w *word, t1 mlp.Atom) []mlp.Key {
	small := mlp.Small(0)
	if r.memory.small[w.form] {
		small = mlp.Small(1)
	}
	before := mlp.Small(r.memory.labels[w.form])
	dst = append(dst, mlp.Join2(80, small, w.shape), mlp.Join1(81, before), mlp.Join2(82, before, t1))
	if !w.named {
		return dst
	}
	o := r.memory.places[w.form]
	for k := range o.n {
		dst = append(dst, mlp.Join1(83, o.before[k]), mlp.Join1(84, o.after[k]))
	}
	return dst
}

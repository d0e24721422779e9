// Package candidate takes what the rules propose: it describes each proposal to the
// judge, seals and keeps what the judge lets through, and answers what was told
// before. In come claims with the words they were read from; out come
// [judge.Candidate] values. It refuses those whose words do not hold.
package candidate

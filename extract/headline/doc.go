// Package headline finds the sum that is the news of a document that tells of
// several, and holds no other sum surer than it. In come all candidates and the
// trees that they were read from; only confidences change.
package headline

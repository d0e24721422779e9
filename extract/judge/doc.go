// Package judge decides which candidates are claims. Rules propose; small linear
// models, trained on marked documents, give each candidate its probability.
package judge

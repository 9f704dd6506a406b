// Package gitrepo owns how commands read the git repository that a contract is in: which
// repository that is, and the files of a folder as they were at a commit.
//
// The contract may come from a pull request. So it never checks anything out, never runs what
// a repository's configuration names, and never lets the contract choose the repository.
package gitrepo

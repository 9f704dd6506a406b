// Package gitrepo owns how commands read the git repository that contains a contract: which
// repository that is, and the files of a folder at a commit.
//
// The contract may come from a pull request. So this package never checks anything out,
// never runs programs that a repository's configuration names, and never lets the contract
// choose the repository.
package gitrepo

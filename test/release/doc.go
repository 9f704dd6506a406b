// Package release owns the tests of what is around the code: the GitHub Action, the pre-commit
// hooks and the GitLab template are run as shells run them, on a repository with a contract;
// changelog, versioning page and workflows are compared with the repository. It has no code.
package release

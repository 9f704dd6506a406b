// Package markdown tests the Markdown files of the repository: links and anchors resolve, the
// index lists each page, and README stays short. It reads only files of the working tree
// and never uses the network.
package markdown

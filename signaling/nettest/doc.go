// Package nettest is what tests of real connections need of their surroundings: a certificate that the process trusts, a UDP proxy that loses and delays, and
// a site in a network namespace of its own whose UDP can be blocked and whose address changes. It is for tests only.
//
// Concurrency: Proxy is locked; a Site is owned by its test. Both end with their test.
//
// In reading order: certificate.go, proxy.go, site_linux.go.
package nettest

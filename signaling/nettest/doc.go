// Package nettest is what tests of real connections need of their surroundings: a certificate that the process trusts. It is for tests only.
package nettest

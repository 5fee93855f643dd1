package place

import "strings"

// Name makes the name of a node from something that no other life of any node has, and the address at which other nodes reach it. Neither has spaces.
func Name(life, address string) string { return life + "@" + address }

// Life is what no other life of any node has in its name. Only nodes and their store know it.
func Life(name string) string {
	life, _, _ := strings.Cut(name, "@")
	return life
}

// Address is the address in a name, empty when there is none.
func Address(name string) string {
	_, address, _ := strings.Cut(name, "@")
	return address
}

package web

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestAPIExamples runs the bash blocks of API.md, as they stand there, against a live server. Every command must succeed and hold what its "# →" says.
// It needs bash and curl: without them it is skipped, unless GIAOBAN_NEED_TOOLS=1 says that they must be there.
func TestAPIExamples(t *testing.T) {
	for _, tool := range []string{"bash", "curl"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("GIAOBAN_NEED_TOOLS") == "1" {
				t.Fatal(err)
			}
			t.Skipf("the examples of API.md are not run: %v", err)
		}
	}
	text, err := os.ReadFile("API.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```bash\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	var all strings.Builder
	for _, b := range blocks {
		all.WriteString(b[1])
	}
	script, checks := checked(all.String())
	if len(blocks) < 4 || checks < 20 {
		t.Fatalf("%d blocks with %d expectations: the document has lost its examples", len(blocks), checks)
	}
	s := newSite(t, siteOptions{})
	cmd := exec.CommandContext(t.Context(), "bash", "-c", script)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), "SITE="+s.url, "ADMIN="+s.admin, "no_proxy=127.0.0.1", "LC_ALL=C.UTF-8")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// checked is a script in which every "# → text" has become a check of what the commands since the last one have printed.
func checked(text string) (script string, checks int) {
	var b, chunk strings.Builder
	b.WriteString("set -euo pipefail\n")
	flush := func() {
		if chunk.Len() > 0 {
			b.WriteString("{\n" + chunk.String() + "} > printed\n")
		}
		chunk.Reset()
	}
	for l := range strings.Lines(text) {
		want, isCheck := strings.CutPrefix(l, "# → ")
		if !isCheck {
			chunk.WriteString(l)
			continue
		}
		checks++
		last := strings.TrimSpace(chunk.String())
		flush()
		quoted := "'" + strings.ReplaceAll(strings.TrimSpace(want), "'", `'\''`) + "'"
		b.WriteString("grep -qF -- " + quoted + " printed || { echo 'want:' " + quoted + "; echo got:; cat printed; cat <<'__END'\n" + last + "\n__END\nexit 1; }\n")
	}
	flush()
	return b.String(), checks
}

package main

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	root         = "../.."
	maxFile      = 400 // lines
	maxTestFile  = 600 // lines
	maxFunction  = 60  // lines, outside tests
	modulePrefix = "giaoban/"
)

// floors are the packages from the ground up: an import goes to a lower floor, never to the same. A new package needs its place here.
var floors = [][]string{
	{"agenda/workday"},
	{"agenda", "signaling/nettest", "signaling/silent", "web/ws"},
	{"agenda/agendatest", "agenda/bolt", "agenda/deadline", "agenda/disk", "agenda/document", "agenda/export", "agenda/filetype", "agenda/mem", "agenda/redis", "agenda/reference", "agenda/search", "signaling/sfu", "signaling/turn"},
	{"agenda/live", "agenda/mail", "signaling/place"},
	{"agenda/channel", "agenda/channel/leaktest", "signaling"},
	{"signaling/bot", "signaling/whip"},
	{"web"},
	{"cmd/giaoban"},
}

// source is one Go file of the tree. It is a value.
type source struct {
	path, dir string // from the root, with slashes
	test      bool
	text      string
	file      *ast.File
	set       *token.FileSet
}

// walk calls f for the tree's own files; what is built or fetched is left out.
func walk(t *testing.T, dir string, f func(name, slashed string)) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(root, dir), func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains([]string{"node_modules", ".git", "dist", "testdata", "test-results", "playwright-report"}, d.Name()):
			return filepath.SkipDir
		case !d.IsDir():
			from, err := filepath.Rel(root, name)
			f(name, filepath.ToSlash(from))
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func sources(t *testing.T) (list []source) {
	t.Helper()
	walk(t, ".", func(name, slashed string) {
		if path.Ext(slashed) != ".go" {
			return
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, slashed, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, source{slashed, path.Dir(slashed), strings.HasSuffix(slashed, "_test.go"), string(text), file, set})
	})
	if len(list) < 100 {
		t.Fatalf("only %d Go files: the test does not see the tree", len(list))
	}
	return list
}

func floorOf(pkg string) int {
	return slices.IndexFunc(floors, func(f []string) bool { return slices.Contains(f, pkg) })
}

func TestImportsGoDown(t *testing.T) {
	for _, s := range sources(t) {
		own := floorOf(s.dir)
		if own < 0 {
			t.Errorf("%s: package %s has no floor in cmd/giaoban/layout_test.go", s.path, s.dir)
		}
		for _, i := range s.file.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			pkg, ours := strings.CutPrefix(name, modulePrefix)
			switch {
			case s.test:
			case ours && floorOf(pkg) >= own:
				t.Errorf("%s imports %s, which is not below it", s.path, pkg)
			case s.dir == "agenda" && !ours && strings.Contains(name, ".") && !strings.HasPrefix(name, "golang.org/x/text/"):
				t.Errorf("%s imports %s: the domain is the standard library and x/text only", s.path, name)
			}
		}
	}
}

func TestSizes(t *testing.T) {
	for _, s := range sources(t) {
		limit := maxFile
		if s.test {
			limit = maxTestFile
		}
		if n := strings.Count(s.text, "\n"); n > limit {
			t.Errorf("%s has %d lines, %d at most", s.path, n, limit)
		}
		if s.test {
			continue
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; n > maxFunction {
				t.Errorf("%s: %s has %d lines, %d at most", s.path, f.Name.Name, n, maxFunction)
			}
		}
	}
}

func TestEveryPackageIsDocumented(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range sources(t) {
		documented[s.dir] = documented[s.dir] || path.Base(s.path) == "doc.go" && (s.file.Doc != nil || s.file.Name.Name == "main")
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("%s has no doc.go with words about the package", dir)
		}
	}
}

func TestExportedNamesAreDocumented(t *testing.T) {
	for _, s := range sources(t) {
		if s.test || s.file.Name.Name == "main" {
			continue
		}
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
					t.Errorf("%s: %s is not documented", s.path, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, name := range undocumented(d) {
					t.Errorf("%s: %s is not documented", s.path, name)
				}
			}
		}
	}
}

// exportedReceiver says whether f is seen from outside: a function, or a method of an exported type.
func exportedReceiver(f *ast.FuncDecl) bool {
	if f.Recv == nil {
		return true
	}
	x := f.Recv.List[0].Type
	if star, ok := x.(*ast.StarExpr); ok {
		x = star.X
	}
	if generic, ok := x.(*ast.IndexExpr); ok {
		x = generic.X
	}
	name, ok := x.(*ast.Ident)
	return ok && name.IsExported()
}

// undocumented are the exported names of d that have no comment, neither of their own nor of their group.
func undocumented(d *ast.GenDecl) (names []string) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if spec.Name.IsExported() && spec.Doc == nil && (d.Doc == nil || d.Lparen.IsValid()) {
				names = append(names, spec.Name.Name)
			}
		case *ast.ValueSpec:
			for _, n := range spec.Names {
				if n.IsExported() && spec.Doc == nil && spec.Comment == nil && d.Doc == nil {
					names = append(names, n.Name)
				}
			}
		}
	}
	return names
}

func TestNothingIsPutOff(t *testing.T) {
	open := regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b([^(]|$)`) // with an owner: (name)
	walk(t, ".", func(name, slashed string) {
		if !slices.Contains([]string{".go", ".ts", ".tsx", ".css"}, path.Ext(slashed)) {
			return
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found := open.FindString(string(text)); found != "" {
			t.Errorf("%s: %q without an owner", slashed, found)
		}
	})
}

// golang.org/x/net below 0.56 has a panic that can be reached through the media port (GO-2026-5942).
func TestPinnedModules(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`golang\.org/x/net v0\.(\d+)\.`).FindSubmatch(text)
	if m == nil {
		t.Fatal("go.mod does not name golang.org/x/net")
	}
	if minor, err := strconv.Atoi(string(m[1])); err != nil || minor < 56 {
		t.Errorf("golang.org/x/net v0.%s, at least v0.56", m[1])
	}
}

func TestFrontEndSizes(t *testing.T) {
	seen := 0
	walk(t, "web/app", func(name, slashed string) {
		tests := strings.Contains(slashed, ".test.") || strings.HasPrefix(slashed, "web/app/e2e/")
		if !slices.Contains([]string{".ts", ".tsx", ".css"}, path.Ext(slashed)) || tests || strings.HasPrefix(slashed, "web/app/i18n/") {
			return
		}
		seen++
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(text), "\n"); n > maxFile {
			t.Errorf("%s has %d lines, %d at most", slashed, n, maxFile)
		}
	})
	if seen < 50 {
		t.Errorf("only %d files of the front end are seen", seen)
	}
}

// Every text of the interface is there in both languages.
func TestTranslationsHaveTheSameKeys(t *testing.T) {
	languages := map[string]map[string]bool{}
	walk(t, "web/app/i18n", func(name, slashed string) {
		stem, isTable := strings.CutSuffix(slashed, ".json")
		if !isTable {
			return
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var table any
		if err := json.Unmarshal(text, &table); err != nil {
			t.Fatal(slashed, err)
		}
		language := path.Base(stem)[strings.LastIndex(path.Base(stem), ".")+1:] // vi.json, work.vi.json
		if languages[language] == nil {
			languages[language] = map[string]bool{}
		}
		keys(table, strings.TrimSuffix(path.Base(stem), language), languages[language])
	})
	if len(languages["vi"]) < 50 {
		t.Fatalf("only %d texts in Vietnamese", len(languages["vi"]))
	}
	for key := range languages["vi"] {
		if !languages["en"][key] {
			t.Errorf("%s is missing in English", key)
		}
	}
	for key := range languages["en"] {
		if !languages["vi"][key] {
			t.Errorf("%s is missing in Vietnamese", key)
		}
	}
}

// plural is how i18next marks the forms of one text; languages differ in which they have.
var plural = regexp.MustCompile(`_(zero|one|two|few|many|other)$`)

// keys collects the paths to all texts.
func keys(v any, at string, into map[string]bool) {
	table, ok := v.(map[string]any)
	if !ok {
		into[plural.ReplaceAllString(at, "")] = true
		return
	}
	for k, x := range table {
		keys(x, at+"/"+k, into)
	}
}

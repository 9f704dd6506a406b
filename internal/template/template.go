// Package template owns the execution of the generators' templates, in the syntax of
// text/template, whose parser it uses. It has what they need: fields, maps, variables, if, with,
// range, define, template, and functions. It never calls methods of data by name: a program with
// text/template's execution has them all, since the linker cannot tell which are called, and
// they are an eighth of the command's size.
package template

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"text/template/parse"
)

// Funcs are functions by the names that templates call them by.
type Funcs map[string]func(args ...any) (any, error)

// Set is parsed templates. It is safe for concurrent use.
type Set struct {
	trees map[string]*parse.Tree
	funcs Funcs
}

// Must returns a set, and panics if there is an error.
func Must(s *Set, err error) *Set {
	if err != nil {
		panic(err)
	}
	return s
}

// ParseFS parses the files that match a pattern. Each is a template by its base name, and so is
// what it defines. Beside funcs, templates can call eq, index and printf.
func ParseFS(fsys fs.FS, pattern string, funcs Funcs) (*Set, error) {
	s := &Set{trees: map[string]*parse.Tree{}, funcs: Funcs{"eq": equal, "index": index, "printf": printf}}
	names := map[string]any{}
	for name, f := range funcs {
		s.funcs[name] = f
	}
	for name := range s.funcs {
		names[name] = true
	}
	files, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no file matches %s", pattern)
	}
	for _, file := range files {
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		trees, err := parse.Parse(path.Base(file), string(text), "", "", names)
		if err != nil {
			return nil, err
		}
		for name, tree := range trees {
			if old := s.trees[name]; old == nil || parse.IsEmptyTree(old.Root) {
				s.trees[name] = tree
			} else if !parse.IsEmptyTree(tree.Root) {
				return nil, fmt.Errorf("%s defines %s once more", file, name)
			}
		}
	}
	return s, nil
}

// Execute writes the template of a name. What data has no field or key for is an error.
func (s *Set) Execute(w io.Writer, name string, data any) (err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case failure:
			err = e.error
		default:
			panic(e)
		}
	}()
	var b bytes.Buffer
	x := &execution{set: s, out: &b}
	x.template(name, reflect.ValueOf(data))
	_, err = w.Write(b.Bytes())
	return err
}

// failure is an error on its way to Execute.
type failure struct{ error }

type variable struct {
	name  string
	value reflect.Value
}

// execution is one run of a template.
type execution struct {
	set  *Set
	out  *bytes.Buffer
	name string     // of the template, for errors
	vars []variable // the innermost last; $ is the first
}

func (x *execution) fail(node parse.Node, format string, args ...any) {
	panic(failure{fmt.Errorf("template %s: %s: %s", x.name, node, fmt.Sprintf(format, args...))})
}

func (x *execution) template(name string, dot reflect.Value) {
	tree := x.set.trees[name]
	if tree == nil {
		panic(failure{fmt.Errorf("there is no template %s", name)})
	}
	inner := &execution{set: x.set, out: x.out, name: name, vars: []variable{{"$", dot}}}
	inner.walk(dot, tree.Root)
}

func (x *execution) walk(dot reflect.Value, node parse.Node) {
	switch n := node.(type) {
	case *parse.TextNode:
		x.out.Write(n.Text)
	case *parse.CommentNode:
	case *parse.ListNode:
		for _, each := range n.Nodes {
			x.walk(dot, each)
		}
	case *parse.ActionNode:
		value := x.pipe(dot, n.Pipe)
		if len(n.Pipe.Decl) == 0 {
			x.print(n, value)
		}
	case *parse.IfNode:
		x.branch(dot, &n.BranchNode)
	case *parse.WithNode:
		x.branch(dot, &n.BranchNode)
	case *parse.RangeNode:
		x.each(dot, n)
	case *parse.TemplateNode:
		x.template(n.Name, x.pipe(dot, n.Pipe))
	default:
		x.fail(node, "is not supported")
	}
}

// branch runs if and with.
func (x *execution) branch(dot reflect.Value, n *parse.BranchNode) {
	defer x.leave(len(x.vars))
	value := x.pipe(dot, n.Pipe)
	switch {
	case isTrue(value) && n.NodeType == parse.NodeWith:
		x.walk(value, n.List)
	case isTrue(value):
		x.walk(dot, n.List)
	case n.ElseList != nil:
		x.walk(dot, n.ElseList)
	}
}

// each runs range over slices and arrays.
func (x *execution) each(dot reflect.Value, n *parse.RangeNode) {
	defer x.leave(len(x.vars))
	list := indirect(x.arguments(dot, n.Pipe))
	if list.IsValid() && list.Kind() != reflect.Slice && list.Kind() != reflect.Array {
		x.fail(n.Pipe, "ranges over %s", list.Kind())
	}
	if !list.IsValid() || list.Len() == 0 {
		if n.ElseList != nil {
			x.walk(dot, n.ElseList)
		}
		return
	}
	outside := len(x.vars)
	for i := range list.Len() {
		item := list.Index(i)
		switch decl := n.Pipe.Decl; len(decl) {
		case 1:
			x.vars = append(x.vars, variable{decl[0].Ident[0], item})
		case 2:
			x.vars = append(x.vars, variable{decl[0].Ident[0], reflect.ValueOf(i)}, variable{decl[1].Ident[0], item})
		}
		x.walk(item, n.List)
		x.vars = x.vars[:outside]
	}
}

func (x *execution) leave(n int) { x.vars = x.vars[:n] }

// pipe evaluates a pipeline and declares its variable.
func (x *execution) pipe(dot reflect.Value, n *parse.PipeNode) reflect.Value {
	if n == nil {
		return reflect.Value{}
	}
	value := x.arguments(dot, n)
	if n.IsAssign {
		x.fail(n, "assigns a variable, which is not supported")
	}
	for _, decl := range n.Decl {
		x.vars = append(x.vars, variable{decl.Ident[0], value})
	}
	return value
}

// arguments evaluates the commands of a pipeline, each with the result of the one before
// as its last argument.
func (x *execution) arguments(dot reflect.Value, n *parse.PipeNode) (value reflect.Value) {
	for i, command := range n.Cmds {
		var last []reflect.Value
		if i > 0 {
			last = []reflect.Value{value}
		}
		value = x.command(dot, command, last)
	}
	return value
}

func (x *execution) command(dot reflect.Value, n *parse.CommandNode, last []reflect.Value) reflect.Value {
	name, ok := n.Args[0].(*parse.IdentifierNode)
	if !ok {
		if len(n.Args) > 1 || len(last) > 0 {
			x.fail(n, "has arguments, and is no function")
		}
		return x.value(dot, n.Args[0])
	}
	var args []any
	for _, arg := range n.Args[1:] {
		args = append(args, plain(x.value(dot, arg)))
	}
	for _, value := range last {
		args = append(args, plain(value))
	}
	result, err := x.set.funcs[name.Ident](args...) // the parser refuses others
	if err != nil {
		x.fail(n, "%v", err)
	}
	return reflect.ValueOf(result)
}

// value evaluates an operand.
func (x *execution) value(dot reflect.Value, node parse.Node) reflect.Value {
	switch n := node.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return x.fields(n, dot, n.Ident)
	case *parse.ChainNode:
		return x.fields(n, x.value(dot, n.Node), n.Field)
	case *parse.VariableNode:
		for i := len(x.vars) - 1; i >= 0; i-- {
			if x.vars[i].name == n.Ident[0] {
				return x.fields(n, x.vars[i].value, n.Ident[1:])
			}
		}
	case *parse.PipeNode:
		return x.pipe(dot, n)
	case *parse.IdentifierNode:
		return x.command(dot, &parse.CommandNode{Args: []parse.Node{n}}, nil)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.NumberNode:
		if n.IsInt {
			return reflect.ValueOf(int(n.Int64))
		}
	}
	x.fail(node, "is not supported")
	return reflect.Value{}
}

// fields looks up one field or key after the other.
func (x *execution) fields(node parse.Node, value reflect.Value, names []string) reflect.Value {
	for _, name := range names {
		value = indirect(value)
		var next reflect.Value
		switch {
		case !value.IsValid():
			x.fail(node, "%s of nil", name)
		case value.Kind() == reflect.Struct:
			if field, ok := value.Type().FieldByName(name); ok && field.IsExported() {
				next = value.FieldByIndex(field.Index)
			}
		case value.Kind() == reflect.Map && value.Type().Key().Kind() == reflect.String:
			next = value.MapIndex(reflect.ValueOf(name))
		}
		if !next.IsValid() {
			x.fail(node, "%s has no %s", value.Type(), name)
		}
		value = next
	}
	return value
}

func (x *execution) print(node parse.Node, value reflect.Value) {
	value = indirect(value)
	if !value.IsValid() {
		x.fail(node, "prints nil")
	}
	fmt.Fprint(x.out, value.Interface())
}

// indirect follows pointers and interfaces; what is nil becomes the zero Value.
func indirect(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	return v
}

// plain is a value for a function: nil if there is none.
func plain(v reflect.Value) any {
	if !v.IsValid() {
		return nil
	}
	return v.Interface()
}

// isTrue says whether a value is not the zero value of its type, and not empty.
func isTrue(v reflect.Value) bool {
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch {
	case !v.IsValid():
		return false
	case v.Kind() == reflect.Struct:
		return true
	case v.Kind() == reflect.Slice, v.Kind() == reflect.Map, v.Kind() == reflect.Array:
		return v.Len() > 0
	}
	return !v.IsZero()
}

func printf(args ...any) (any, error) {
	format, ok := args[0].(string)
	if !ok {
		return nil, fmt.Errorf("the format is %T", args[0])
	}
	return fmt.Sprintf(format, args[1:]...), nil
}

func equal(args ...any) (any, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("%d values to compare", len(args))
	}
	return args[0] == args[1], nil
}

func index(args ...any) (any, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("%d arguments", len(args))
	}
	list, i := indirect(reflect.ValueOf(args[0])), 0
	i, ok := args[1].(int)
	if !ok || list.Kind() != reflect.Slice || i < 0 || i >= list.Len() {
		return nil, fmt.Errorf("no element %v", args[1])
	}
	return list.Index(i).Interface(), nil
}

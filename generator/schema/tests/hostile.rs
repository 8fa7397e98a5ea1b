//! Files made to end the program, or to keep it busy: each is refused at its place, and the largest are read in one pass.
//!
//! Nothing here looks at a clock. Where a file took the square of its size, it is so large that the test would not end.

mod schema;

use bitrix24_schema::{Diagnostic, Diagnostics};

use schema::{good, lay_over, resolve};

const PATH: &str = "methods/item/hostile.yaml";

/// The diagnostics of a method with this text.
fn refused(text: &str) -> Diagnostics {
    let mut files = good();
    lay_over(&mut files, PATH, format!("method: item.hostile\nscope: item\nkind: read\n{text}").into_bytes());
    resolve(&files).expect_err("it is invalid")
}

/// The diagnostics, with the first one.
#[track_caller]
fn first(text: &str) -> (Diagnostics, Diagnostic) {
    let diagnostics = refused(text);
    let first = diagnostics.iter().next().cloned().expect("there is one");
    (diagnostics, first)
}

#[test]
fn a_type_that_nests_deeply_is_refused_where_it_is_too_deep() {
    for (place, line, column) in [
        ("params:\n  p: {}\n", 5, 6),
        ("params:\n  p: { doc: x, type: '{}' }\n", 5, 23),
        ("result: {}\n", 4, 9),
        ("result:\n  fields:\n    x: { fields: { y: '{}' } }\n", 6, 24),
    ] {
        for depth in [40, 900] {
            let ty = format!("string{}", "[]".repeat(depth));
            let (diagnostics, first) = first(&place.replace("{}", &ty));
            assert_eq!((diagnostics.len(), first.code), (1, "bad-type"), "{diagnostics}");
            // Behind the last level that is allowed.
            assert_eq!((first.place.line, first.place.column), (line, column + 72), "{place}");
            assert!(first.message.contains("32 levels: take some away"), "{}", first.message);
        }
        let (_, first) = first(&place.replace("{}", &format!("string{}", "[]".repeat(10_000))));
        assert!(first.message.contains("longer than 4000 characters: describe a type"), "{}", first.message);
        assert_eq!((first.place.line, first.place.column), (line, column), "{place}");
    }
}

#[test]
fn yaml_that_nests_deeply_is_refused_where_it_is_too_deep() {
    for (open, close) in [("[", "]"), ("{", "}"), ("[a, {b: ", "}]"), ("&x [", "]"), ("{? ", "}")] {
        for close in [close, ""] {
            let text = format!("params: {}x{}\n", open.repeat(50_000), close.repeat(50_000));
            let (diagnostics, first) = first(&text);
            assert_eq!((diagnostics.len(), first.code), (1, "yaml-syntax"), "{open}");
            assert!(first.message.contains("nests too deeply"), "{open}: {}", first.message);
            assert!(first.help.is_some() && first.place.line == 4, "{open}");
            assert!(diagnostics.render("schema", false).len() < 2_000, "{open}");
        }
    }
    // Brackets in texts are none.
    let text = format!("summary: '{}'\nparams: {{ p: strin }}\n", "[{".repeat(50_000));
    assert_eq!(first(&text).1.code, "unknown-type");
}

#[test]
fn objects_that_nest_deeply_are_refused() {
    let text = format!("params: {}string{}\n", "{ x: { fields: ".repeat(300), " } }".repeat(300));
    let (_, first) = first(&text);
    assert!(first.message.contains("nests too deeply"), "{}", first.message);
}

#[test]
fn a_chain_of_types_may_be_long() {
    let mut files = good();
    let long = 20_000;
    for index in 0..long {
        let next = if index + 1 < long { format!("chain.Part{}", index + 1) } else { "string".to_owned() };
        let text = format!("type: chain.Part{index}\nfields:\n  next: {next}\n");
        files.push((format!("types/chain/part{index}.yaml"), text.into_bytes()));
    }
    let text = "method: item.hostile\nscope: item\nkind: read\nparams: { p: chain.Part0 }\n";
    lay_over(&mut files, PATH, text.into());
    let model = resolve(&files).expect("it is well");
    let method = model.methods.iter().position(|method| method.name.wire == "item.hostile").expect("it is there");
    assert_eq!(bitrix24_schema::graph::shared_types(&model, method).len(), long);
}

/// Repeats a line with a number in it.
fn lines(count: usize, line: &str) -> String {
    (0..count).map(|index| line.replace("{i}", &index.to_string())).collect()
}

#[test]
fn many_mistakes_are_found_in_one_pass() {
    const MANY: usize = 10_000;
    for (name, text, count) in [
        ("wrong types", format!("params:\n{}", lines(MANY, "  p{i}: 5\n")), MANY),
        ("wrong types on one line", format!("params: {{{}}}\n", lines(MANY, "p{i}: 5, ")), MANY),
        ("one key", format!("params:\n{}", lines(MANY, "  p: string\n")), MANY - 1),
        ("keys twice", format!("params:\n{}", lines(MANY, "  p{i}: string\n").repeat(2)), MANY),
        ("unknown keys", lines(MANY, "unknown{i}: 1\n"), MANY),
        ("unknown types", format!("params:\n{}", lines(MANY, "  p{i}: strin\n")), MANY),
        ("values twice", format!("params:\n  p: {{ type: string, values: [{}] }}\n", "a, ".repeat(MANY)), MANY - 1),
        ("equal errors", format!("errors:\n{}", "- { code: A, message: b }\n".repeat(MANY)), MANY - 1),
        ("one name", format!("params:\n{}", lines(MANY, "  p{i}: { type: string, rust: same }\n")), MANY - 1),
        ("wrong values", format!("params:\n  p: {{ type: integer, values: [{}] }}\n", lines(MANY, "v{i}, ")), MANY),
        ("aliases", format!("summary: &a 5\nparams:\n{}", lines(MANY, "  p{i}: *a\n")), MANY + 1),
    ] {
        let diagnostics = refused(&text);
        assert_eq!(diagnostics.len(), count, "{name}");
        let text = diagnostics.render("schema", false);
        assert!(text.len() < count * 2_000, "{name}: {} bytes", text.len());
    }
}

#[test]
fn unknown_names_among_many_are_found_in_one_pass() {
    const MANY: usize = 10_000;
    let mut files = good();
    let catalogue = format!(
        "format: 1\ndocs: {{ base: 'https://docs.example.com/', date: 2026-01-01 }}\nids:\n{}",
        lines(MANY, "  thing{i}.id: a thing\n")
    );
    lay_over(&mut files, "catalogue.yaml", catalogue.into_bytes());
    let params = lines(MANY, "  p{i}: thang{i}.id\n");
    lay_over(
        &mut files,
        PATH,
        format!("method: item.hostile\nscope: item\nkind: read\nparams:\n{params}").into_bytes(),
    );
    let diagnostics = resolve(&files).expect_err("it is invalid");
    let guesses = |text: &str| {
        let help = |diagnostic: &&Diagnostic| diagnostic.help.as_ref().is_some_and(|help| help.contains(text));
        diagnostics.iter().filter(help).count()
    };
    assert!(guesses("did you mean `thing0.id`?") >= 1, "the first ones are guessed");
    assert!(guesses("or declare it as an identifier") > MANY / 2, "all are reported");
}

#[test]
fn names_that_collide_are_told_apart_in_one_pass() {
    const MANY: usize = 10_000;
    let signs = ["-", ".", ":", ";"];
    let spelled = |index: usize| (0..8).map(|digit| signs[index >> (2 * digit) & 3]).collect::<String>();
    let same = |line: &str| (0..MANY).map(|index| line.replace("{i}", &spelled(index))).collect::<String>();
    let messages = same("- { code: A, message: 'it {i} failed' }\n");
    for text in [
        format!("params:\n{}", same("  'a{i}b': string\n")),
        format!("params:\n  p:\n    type: string\n    values:\n{}", same("    - 'a{i}b'\n")),
        format!("params:\n{}", same("  'a{i}b': { fields: { x: string } }\n")),
        format!("errors:\n{messages}"),
    ] {
        let mut files = good();
        lay_over(&mut files, PATH, format!("method: item.hostile\nscope: item\nkind: read\n{text}").into_bytes());
        let model = resolve(&files).unwrap_or_else(|diagnostics| panic!("{:.400}", diagnostics.to_string()));
        let method = model.methods.iter().find(|method| method.name.wire == "item.hostile").expect("it is there");
        assert!(method.params.len() + method.errors.len() > 0);
    }
}

#[test]
fn of_a_long_line_the_part_around_the_mistake_is_shown() {
    let long = "ж".repeat(3_000);
    let (_, first) = first(&format!("params: {{ p: {{ doc: {long}, dok: x, rest: {long} }} }}\n"));
    assert_eq!((first.code, first.place.line, first.place.column), ("unknown-key", 4, 3_023));
    assert_eq!(first.place.text.chars().count(), 500);
    assert!(first.place.text.contains("ж, dok: x, rest: ж"), "{}", first.place.text);
    let text = refused(&format!("params: {{ p: {{ doc: {long}, dok: x, rest: {long} }} }}\n")).render("schema", false);
    assert!(text.contains("schema/methods/item/hostile.yaml:4:3023"), "{text}");
    assert!(text.len() < 3_000, "{text}");
}

#[test]
fn a_file_whose_name_holds_a_line_end_stays_on_its_line() {
    let mut files = good();
    lay_over(&mut files, "methods/item/a\nerror: all is well.yaml", b"method: [".to_vec());
    let diagnostics = resolve(&files).expect_err("it is invalid");
    for text in [diagnostics.render("schema", false), diagnostics.iter().map(ToString::to_string).collect()] {
        assert!(text.contains(r"methods/item/a\nerror: all is well.yaml:1:"), "{text}");
        assert!(!text.lines().any(|line| line.starts_with("error: all is well")), "{text}");
    }
}

/// A fuzzer found it: the place in one file was marked in the line of the other.
#[test]
fn two_files_of_one_name_are_told_apart() {
    let mut files = good();
    for space in [" ".repeat(40), " ".to_owned()] {
        files.push(("types/hostile/box.yaml".to_owned(), format!("type:{space}hostile.Box\nvalues: [a]\n").into()));
    }
    let diagnostics = resolve(&files).expect_err("it is described twice");
    let text = diagnostics.render("schema", false);
    assert!(text.contains("the type `hostile.Box` is described twice") && text.contains("first here"), "{text}");
}

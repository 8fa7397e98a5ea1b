//! Reads every file into the struct of its kind, corrections laid over.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use crate::corrections::{self, Origin};
use crate::diagnostic::{At, Finding, Part, Path};
use crate::naming::nearest;
use crate::raw;
use crate::source::{FileId, Source, Sources};
use crate::yaml::{self, Tree};

/// All files of a schema.
#[derive(Default)]
pub(super) struct Files {
    pub(super) catalogue: Option<Read<raw::Catalogue>>,
    pub(super) errors: Option<Read<raw::Errors>>,
    pub(super) methods: Vec<Read<raw::Method>>,
    pub(super) types: Vec<Read<raw::Type>>,
}

/// A file and what it says.
pub(super) struct Read<T> {
    pub(super) file: FileId,
    pub(super) value: T,
}

/// The corrections of each file.
type Corrections = BTreeMap<String, Vec<(Origin, raw::Correction)>>;

/// Reads every file; what cannot be read is reported and left out.
pub(super) fn read(sources: &Sources, findings: &mut Vec<Finding>) -> Files {
    let mut corrections = corrections_by_file(sources, findings);
    let mut files = Files::default();
    for (id, source) in sources.iter() {
        let path = source.path();
        let mut reader = Reader { id, source, corrections: corrections.remove(path).unwrap_or_default(), findings };
        match path.split('/').next().unwrap_or_default() {
            "catalogue.yaml" => files.catalogue = reader.read("Catalogue"),
            "errors.yaml" => files.errors = reader.read("Errors"),
            "methods" => files.methods.extend(reader.read("Method")),
            "types" => files.types.extend(reader.read("Type")),
            "corrections" => reader.no_corrections_of_corrections(),
            _ => {
                let help = "files are catalogue.yaml, errors.yaml, methods/, types/ and corrections/";
                findings
                    .push(Finding::new("unknown-file", At::file(id), "this file has no place in a schema").help(help));
            }
        }
    }
    for (path, list) in corrections {
        for (origin, _) in list {
            let mut finding = Finding::new("correction-gone", origin.at("file"), format!("there is no file `{path}`"));
            finding.help = nearest(&path, sources.iter().map(|(_, source)| source.path()))
                .map(|near| format!("did you mean `{near}`?"))
                .or_else(|| Some("take the correction out, or point it at the new place".to_owned()));
            findings.push(finding);
        }
    }
    if !sources.iter().any(|(_, source)| source.path() == "catalogue.yaml") {
        missing_catalogue(sources, findings);
    }
    files
}

fn missing_catalogue(sources: &Sources, findings: &mut Vec<Finding>) {
    // An empty folder has no file to point at; `Generator` reports that itself.
    if let Some((id, _)) = sources.iter().next() {
        let help = "it holds the format's version and where the facts come from; see the schema's README";
        findings.push(Finding::new("missing-file", At::file(id), "the schema has no catalogue.yaml").help(help));
    }
}

fn corrections_by_file(sources: &Sources, findings: &mut Vec<Finding>) -> Corrections {
    let mut by_file = Corrections::new();
    for (id, source) in sources.iter().filter(|(_, source)| source.path().starts_with("corrections/")) {
        let mut reader = Reader { id, source, corrections: Vec::new(), findings };
        let Some(Read { value: raw::Corrections(list), .. }) = reader.read("Corrections") else { continue };
        for (index, correction) in list.into_iter().enumerate() {
            let origin = Origin { file: id, index };
            by_file.entry(correction.file.clone()).or_default().push((origin, correction));
        }
    }
    by_file
}

struct Reader<'r> {
    id: FileId,
    source: &'r Source,
    corrections: Vec<(Origin, raw::Correction)>,
    findings: &'r mut Vec<Finding>,
}

impl Reader<'_> {
    fn read<T: DeserializeOwned>(&mut self, definition: &str) -> Option<Read<T>> {
        if self.source.is_lossy() {
            let at = self.first_bad_byte();
            self.findings.push(Finding::new("not-utf8", at, "the file is not UTF-8").help("save it as UTF-8"));
            return None;
        }
        match self.value() {
            Ok(value) => Some(Read { file: self.id, value }),
            Err(error) => {
                self.explain(definition, error);
                None
            }
        }
    }

    fn value<T: DeserializeOwned>(&mut self) -> Result<T, yaml::Error> {
        if self.corrections.is_empty() {
            return yaml::from_str(self.source.text());
        }
        let mut document = yaml::from_str(self.source.text())?;
        for (origin, correction) in &self.corrections {
            if let Err(finding) = corrections::apply(&mut document, correction, *origin) {
                self.findings.push(*finding);
            }
        }
        yaml::from_value(document)
    }

    /// Says all that is wrong with a file that serde could not read.
    fn explain(&mut self, definition: &str, error: yaml::Error) {
        let found = match Tree::parse(self.source.text()) {
            Ok(tree) => raw::check(json_schema(), definition, &tree, self.id),
            Err(syntax) => vec![self.syntax(syntax)],
        };
        if found.is_empty() {
            // The text is right by itself, so it is a correction that made it wrong, or YAML that only serde_yaml refuses.
            let finding = match self.corrections.first() {
                Some((origin, _)) => Finding::new("bad-correction", origin.at("at"), error.message),
                None => self.syntax(error),
            };
            return self.findings.push(finding);
        }
        self.findings.extend(found);
    }

    fn syntax(&self, error: yaml::Error) -> Finding {
        let position = error.position.unwrap_or(yaml::Position { line: 1, column: 1 });
        let at = At::new(self.id, Path::default(), Part::Position(position));
        Finding::new("yaml-syntax", at, format!("this is not YAML: {}", error.message))
            .help("check the indentation, the colons, and the quotes here and in the line above")
    }

    fn first_bad_byte(&self) -> At {
        let mark = self.source.text().find(char::REPLACEMENT_CHARACTER).unwrap_or_default();
        let before = &self.source.text()[..mark];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        At::new(self.id, Path::default(), Part::Position(yaml::Position { line, column }))
    }

    fn no_corrections_of_corrections(&mut self) {
        for (origin, _) in &self.corrections {
            let message = "a correction cannot repair a correction";
            self.findings
                .push(Finding::new("bad-correction", origin.at("file"), message).help("change that file itself"));
        }
    }
}

/// The JSON Schema of all files, made once: only a wrong file needs it.
fn json_schema() -> &'static serde_json::Value {
    static SCHEMA: OnceLock<serde_json::Value> = OnceLock::new();
    SCHEMA.get_or_init(raw::json_schema)
}

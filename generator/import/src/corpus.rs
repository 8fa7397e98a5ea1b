//! The examples of all pages, for tools that test something with them.

use std::io;
use std::path::Path;

use bitrix24_schema::parallel;
use bitrix24_schema::raw::Api;
use serde_json::Value;

use crate::collect::pages_of_methods;
use crate::examples as parts;
use crate::page::tree::Tree;
use crate::page::{Identity, Page};

/// The examples of a method's page.
#[derive(Clone, Debug)]
pub struct Examples {
    /// The page, from the documentation's root.
    pub page: String,
    /// The method's name.
    pub method: String,
    /// Its version.
    pub api: Api,
    /// Bodies of requests.
    pub bodies: Vec<Example>,
    /// Answers of success.
    pub answers: Vec<Example>,
    /// Answers of failure.
    pub errors: Vec<Example>,
}

/// An example.
#[derive(Clone, Debug)]
pub struct Example {
    /// The line that its code begins at.
    pub line: usize,
    /// The JSON; `None` if it is not valid.
    pub json: Option<Value>,
}

/// Returns the examples of all methods' pages below `docs`, in the order of the methods' names.
pub fn examples(docs: &Path) -> io::Result<Vec<Examples>> {
    let tree = Tree::read(docs)?;
    let paths: Vec<&str> = tree.paths().collect();
    let pages: Vec<Page<'_>> = parallel::map(&paths, |path| Page::read(&tree, path));
    let found = pages_of_methods(&pages);
    Ok(parallel::map(&found, |(page, identity)| of_page(page, identity)))
}

fn of_page(page: &Page<'_>, identity: &Identity) -> Examples {
    let (answers, errors) = parts::answers(page);
    let list =
        |list: Vec<parts::Answer>| list.into_iter().map(|one| Example { line: one.line, json: one.json }).collect();
    Examples {
        page: page.path.to_owned(),
        method: identity.name.clone(),
        api: identity.api,
        bodies: parts::bodies(page).into_iter().map(|body| Example { line: body.line, json: body.json }).collect(),
        answers: list(answers),
        errors: list(errors),
    }
}

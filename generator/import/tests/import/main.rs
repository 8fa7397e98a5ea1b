//! The importer: from pages to a schema. The pages below `pages/` are of an API that does not exist.

mod behaviour;
mod damage;
mod hostile;
mod loose;
mod project;
mod real;
mod trees;

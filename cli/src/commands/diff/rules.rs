//! `b24 diff rules` and `b24 diff explain`

use std::process::ExitCode;

use bitrix24_diff::rules::{self, Rule};
use bitrix24_schema::{Error, nearest};

use crate::terminal::print;

#[derive(Debug, clap::Args)]
pub(crate) struct List {
    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// The rule, such as `in-became-required`
    #[arg(value_name = "RULE")]
    rule: String,
}

impl List {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let rules = rules::all();
        let text = if self.json {
            rules::json(&rules)
        } else {
            let line = |rule: &Rule| format!("{:<34} {:<7} {}\n", rule.name, rule.wire.verdict.word(), rule.wire.why);
            rules.iter().map(line).collect()
        };
        print(&text)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Explain {
    pub(crate) fn run(self) -> Result<ExitCode, Error> {
        let rules = rules::all();
        let Some(rule) = rules.iter().find(|rule| rule.name == self.rule) else {
            let near = nearest(&self.rule, rules.iter().map(|rule| rule.name.as_str()));
            let help =
                near.map_or_else(|| "`b24 diff rules` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
            return Err(Error::Usage(format!("there is no rule `{}`: {help}", self.rule)));
        };
        print(&rule.explained())?;
        Ok(ExitCode::SUCCESS)
    }
}

//! Directories: stages, sources, types.

use std::collections::BTreeMap;

use serde_json::json;

use crate::answers::Answers;
use crate::text;

/// The pipelines of a kind: numbers and names, or nothing if they could not be read.
pub(crate) type Categories = Option<Vec<(String, String)>>;

/// All directories.
pub(crate) struct Directories {
    /// Each value with its label by the directory; `None` if they could not be read.
    all: Option<BTreeMap<String, Vec<(String, String)>>>,
}

impl Directories {
    pub(crate) fn read(answers: &Answers) -> Self {
        let rows = answers.rows("crm.status.list", &json!({}), "statuses");
        let all = rows.map(|mut rows| {
            // In the order of a funnel.
            rows.sort_by_key(|row| text::first(row, &["SORT"]).and_then(|sort| sort.parse::<i64>().ok()));
            let mut all: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
            for row in rows {
                let entity = text::first(row, &["ENTITY_ID"]);
                let (Some(entity), Some(value)) = (entity, text::first(row, &["STATUS_ID"])) else { continue };
                let label = text::first(row, &["NAME"]).and_then(|name| text::title(&name));
                all.entry(entity).or_default().push((value.clone(), label.unwrap_or(value)));
            }
            all
        });
        Directories { all }
    }

    /// Returns the values of a directory. Stages are those of all pipelines, and say which where there are several.
    pub(crate) fn values(&self, directory: &str, categories: &Categories) -> Option<Vec<(String, String)>> {
        let all = self.all.as_ref()?;
        let Some(base) = stages(directory) else { return all.get(directory).cloned() };
        let is_it = |name: &&String| {
            let rest = name.strip_prefix(base);
            rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('_').is_some_and(is_number))
        };
        let pipelines: Vec<&String> = all.keys().filter(is_it).collect();
        let label = |pipeline: &str, label: &str| {
            let number = pipeline.strip_prefix(base).unwrap_or_default().trim_start_matches('_');
            let number = if number.is_empty() { "0" } else { number };
            let name = categories.iter().flatten().find(|(id, _)| id == number).map(|(_, name)| name);
            match name {
                Some(name) if pipelines.len() > 1 => format!("{label} ({name})"),
                _ => label.to_owned(),
            }
        };
        let of = |pipeline: &&String| {
            let values = all.get(*pipeline).into_iter().flatten();
            values.map(|(value, name)| (value.clone(), label(pipeline, name))).collect::<Vec<_>>()
        };
        Some(pipelines.iter().flat_map(of).collect()).filter(|all: &Vec<_>| !all.is_empty())
    }
}

/// Returns the beginning of the directories of a kind's stages: `DEAL_STAGE`, `DYNAMIC_1036_STAGE`.
fn stages(directory: &str) -> Option<&str> {
    let end = directory.find("_STAGE").map(|at| at + "_STAGE".len())?;
    let rest = &directory[end..];
    (rest.is_empty() || rest.strip_prefix('_').is_some_and(is_number)).then(|| &directory[..end])
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

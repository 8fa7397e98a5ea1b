//! A small tool without an async runtime: who has how many tasks that are overdue?
//!
//! ```console
//! $ cargo b24 mock --rows tasks.task=2000
//! $ B24_WEBHOOK=http://127.0.0.1:8024/rest/1/SECRET/ cargo run --example overdue 2026-06-01T00:00:00+00:00
//! ```

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::process::ExitCode;

use bitrix24::blocking::Client;
use bitrix24::tasks::TaskStatus as Status;
use bitrix24::{Id, ListRequest, tasks, user};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let now = env::args().nth(1).ok_or("usage: overdue TIME, such as 2026-06-01T00:00:00+00:00")?;
    let b24 = Client::webhook(&env::var("B24_WEBHOOK").map_err(|_| "B24_WEBHOOK has no address of a webhook")?)?;

    let tasks = tasks::task::List::new()
        .filter_by(|filter| filter.lt(|task| &task.deadline, now).ne(|task| &task.status, Status::Completed))
        .select_by(|select| select.field(|task| &task.id).field(|task| &task.responsible_id));
    let mut overdue: BTreeMap<String, u32> = BTreeMap::new();
    for task in b24.list(tasks).iter() {
        *overdue.entry(task?.responsible_id.unwrap_or_default().to_string()).or_default() += 1;
    }
    if overdue.is_empty() {
        println!("nothing is overdue");
        return Ok(());
    }

    let users = user::Get::new().filter_by(|filter| filter.one_of(|user| &user.id, overdue.keys().map(Id::from)));
    for user in b24.list(users).iter() {
        let user = user?;
        let id = user.id.unwrap_or_default().to_string();
        let name = [user.name, user.last_name].into_iter().flatten().collect::<Vec<_>>().join(" ");
        println!("{:4}  {name} ({id})", overdue.get(&id).copied().unwrap_or_default());
    }
    Ok(())
}

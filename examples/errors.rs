//! Documented rules and errors, against a portal that this program starts itself: `cargo run --example errors`.

use bitrix24::{Client, Error, Request, tasks};
use bitrix24_mock::Reply;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let portal = bitrix24_mock::Portal::start();
    portal.on("tasks.task.delegate", Reply::error(400, "0", "Action on the task is not allowed"));
    let b24 = Client::webhook(&portal.webhook_url())?;
    delegate(&b24).await
}

async fn delegate(b24: &Client) -> Result<(), Error> {
    use tasks::task::delegate;

    let request = tasks::task::Delegate::new(8017, 547).param("usrId", 547);
    for warning in request.warnings() {
        println!("{warning}");
    }
    if let Err(error) = b24.call(request).await {
        match error.known() {
            Some(delegate::Error::ActionNotAllowed) => println!("not yours to delegate"),
            Some(delegate::Error::WrongTaskId) => println!("no such task"),
            _ => return Err(error),
        }
    }
    Ok(())
}

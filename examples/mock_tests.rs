//! A function that calls a portal, and its tests against a mock of one: `cargo test --example mock_tests`.
//!
//! ```console
//! $ cargo b24 mock
//! $ B24_WEBHOOK=http://127.0.0.1:8024/rest/1/SECRET/ cargo run --example mock_tests 8 547
//! ```

use bitrix24::{Client, Error, tasks};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let numbers: Vec<i64> = std::env::args().skip(1).map(|number| number.parse()).collect::<Result<_, _>>()?;
    let [task, user] = numbers[..] else { return Err("usage: mock_tests TASK USER".into()) };
    let b24 = Client::webhook(&std::env::var("B24_WEBHOOK")?)?;
    println!("{:?}", hand_over(&b24, task, user).await?);
    Ok(())
}

/// What became of a task that was to be handed over.
#[derive(Debug, PartialEq)]
enum Outcome {
    Delegated,
    NotAllowed,
}

/// Hands a task over to a user, if the caller may do so.
async fn hand_over(b24: &Client, task: i64, user: i64) -> Result<Outcome, Error> {
    match b24.call(tasks::task::Delegate::new(task, user)).await {
        Ok(_) => Ok(Outcome::Delegated),
        Err(error) if error.is(tasks::task::delegate::Error::ActionNotAllowed) => Ok(Outcome::NotAllowed),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bitrix24_mock::{Fault, Portal, Reply};

    #[tokio::test]
    async fn what_is_sent() -> Result<(), Error> {
        let portal = Portal::builder().documented().expect("the schema").start().expect("a portal");
        let b24 = Client::webhook(&portal.webhook_url())?;
        assert_eq!(hand_over(&b24, 8, 547).await?, Outcome::Delegated);
        let request = portal.last_request().expect("a request");
        assert_eq!((request.method(), &request.body()["userId"]), ("tasks.task.delegate", &547.into()));
        Ok(())
    }

    #[tokio::test]
    async fn a_refusal_is_no_error() -> Result<(), Error> {
        let portal = Portal::start();
        portal.on("tasks.task.delegate", Reply::error(400, "0", "Action on the task is not allowed"));
        let b24 = Client::webhook(&portal.webhook_url())?;
        assert_eq!(hand_over(&b24, 8, 547).await?, Outcome::NotAllowed);
        Ok(())
    }

    #[tokio::test]
    async fn a_portal_that_is_busy_is_asked_again() -> Result<(), Error> {
        let portal = Portal::builder().documented().expect("the schema").start().expect("a portal");
        portal.fault_next(Fault::TooMany);
        let b24 = Client::webhook(&portal.webhook_url())?;
        assert_eq!(hand_over(&b24, 8, 547).await?, Outcome::Delegated);
        assert_eq!(portal.ran().times("tasks.task.delegate"), 1);
        Ok(())
    }
}

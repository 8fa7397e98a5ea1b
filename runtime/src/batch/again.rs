//! Refused commands of a batch that was answered: they did not run, and are sent again.

use std::sync::Arc;

use super::raw::{Command, Outcome};
use crate::catalogue::Api;
use crate::client::Client;
use crate::client::retry::{self, Next};
use crate::error::{Error, Fate};

/// The maximum number of times that commands are sent again.
const ROUNDS: u32 = 10;

/// The commands of one HTTP call.
pub(super) struct Part {
    pub(super) commands: Vec<Command>,
    /// The commands of this part that each refers to, by their places in it.
    pub(super) sources: Vec<Vec<usize>>,
}

impl Part {
    /// Sends all commands, and refused ones again.
    ///
    /// # Errors
    ///
    /// Those of the first HTTP call: then nothing is known of any command.
    pub(super) async fn send(&self, client: &Client, api: Api) -> Result<Vec<Outcome>, Error> {
        let mut outcomes = client.send_commands(api, &self.commands, false).await?;
        let mut rounds = if client.may_wait() { ROUNDS } else { 0 };
        loop {
            let again = self.refused(client, &outcomes);
            if again.is_empty() || rounds == 0 {
                return Ok(outcomes);
            }
            rounds -= 1;
            learn(client, again.iter().map(|place| &outcomes[*place])).await;
            let commands: Vec<Command> = again.iter().map(|place| self.commands[*place].clone()).collect();
            match client.send_commands(api, &commands, false).await {
                Ok(fresh) => again.into_iter().zip(fresh).for_each(|(place, outcome)| outcomes[place] = outcome),
                // The outcomes stay: refused.
                Err(error) if error.fate() == Fate::NotRun => return Ok(outcomes),
                Err(error) => {
                    let cause = Arc::new(error);
                    again.into_iter().for_each(|place| outcomes[place].lose(Arc::clone(&cause)));
                    return Ok(outcomes);
                }
            }
        }
    }

    /// Returns the commands that can be sent again: their references lead only to one another.
    fn refused(&self, client: &Client, outcomes: &[Outcome]) -> Vec<usize> {
        let mut is_away: Vec<bool> = outcomes.iter().map(|outcome| next(client, outcome).is_some()).collect();
        is_away.resize(self.commands.len(), false);
        loop {
            let before = is_away.clone();
            for (place, sources) in self.sources.iter().enumerate() {
                for source in sources {
                    let both = is_away[place] && is_away[*source];
                    (is_away[place], is_away[*source]) = (both, both);
                }
            }
            if is_away == before {
                return (0..is_away.len()).filter(|place| is_away[*place]).collect();
            }
        }
    }
}

/// The step after which a refused command may run, if there is one.
fn next(client: &Client, outcome: &Outcome) -> Option<Next> {
    let next = retry::refused(outcome.refusal()?)?;
    (next != Next::Renew || client.auth().renews()).then_some(next)
}

/// Updates the limits from refusals. A stale token is renewed by the next call, which is refused as a whole.
async fn learn(client: &Client, outcomes: impl Iterator<Item = &Outcome>) {
    let mut is_full = false;
    for outcome in outcomes {
        match (next(client, outcome), outcome.refusal()) {
            (Some(Next::Later), Some(error)) => client.used_up(error.method()),
            (Some(Next::Slower), _) => is_full = true,
            _ => {}
        }
    }
    if is_full {
        client.exceeded().await;
    }
}

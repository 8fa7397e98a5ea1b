//! Numbers of a client for a dashboard, by the crate `metrics`, from a portal that this program starts itself:
//! `cargo run --example metrics`.

use bitrix24::{Auth, Client, Error, Hook, Metric, user};
use bitrix24_mock::{Fault, Portal};
use metrics::{counter, gauge, histogram};
use metrics_util::debugging::{DebugValue, DebuggingRecorder};

/// Hands the client's numbers to whatever recorder the program has installed.
struct Metrics;

impl Hook for Metrics {
    fn metric(&self, metric: &Metric<'_>) {
        match *metric {
            Metric::Call { method, is_ok, took, .. } => {
                let labels = [("method", method.to_owned()), ("ok", is_ok.to_string())];
                histogram!("bitrix24_call_seconds", &labels).record(took);
            }
            Metric::Wait { method, took } => {
                histogram!("bitrix24_wait_seconds", "method" => method.to_owned()).record(took);
            }
            Metric::Retry { method, cause, .. } => {
                let labels = [("method", method.to_owned()), ("cause", cause.to_string())];
                counter!("bitrix24_retries", &labels).increment(1);
            }
            Metric::Operating { method, seconds } => {
                gauge!("bitrix24_operating_seconds", "method" => method.to_owned()).set(seconds);
            }
            _ => {}
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    recorder.install().expect("no other recorder is installed");

    let portal = Portal::builder().start().expect("a portal");
    portal.fault_next(Fault::Broken);
    let b24 = Client::builder(Auth::webhook(&portal.webhook_url())?).hook(Metrics).build()?;
    for _ in 0..3 {
        b24.call(user::Current::new()).await?;
    }

    let mut lines = Vec::new();
    for (key, _, _, value) in snapshotter.snapshot().into_vec() {
        let labels: Vec<_> = key.key().labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        let value = match value {
            DebugValue::Counter(number) => number.to_string(),
            DebugValue::Gauge(number) => number.to_string(),
            DebugValue::Histogram(numbers) => format!("{} times", numbers.len()),
        };
        lines.push(format!("{} {}: {value}", key.key().name(), labels.join(" ")));
    }
    lines.sort();
    lines.iter().for_each(|line| println!("{line}"));
    Ok(())
}

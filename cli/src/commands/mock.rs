//! `b24 mock`: a portal on this machine, made from the schema.

use bitrix24_schema::shown;
use std::fmt::Write;
use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use bitrix24_mock::{Faults, Limits, Portal, Quirks, StartError};
use bitrix24_schema::{Error, Model};

use super::count;
use crate::catalogue::CatalogueArgs;
use crate::failure::{Failure, Kind};
use crate::names;
use crate::terminal::print;

const AFTER_HELP: &str = "\
Examples:
  b24 mock --rows crm.deal=100000 --limits standard
  b24 mock --portal portal --rows crm.item:1036=500
  b24 mock --faults 503=0.02,reset-after=0.01 --seed 7
  b24 mock --port 443 --tls ca --host portal.bitrix24.com

Faults: 503, overload, 429, 500, html, reset-before and 302 answer without running the call;
500-after, reset-after, truncated and slow (slow:250ms, slow:2s) run it first; expired-token,
503-batch and partial-batch stop a batch in the middle.

A folder of a portal's own types adds its custom fields, smart processes, stages and lists to what
the portal describes (crm.type.list, crm.item.fields, userfieldconfig.list) and to the rows. The
webhook has the scopes that the folder names, unless --scopes grants others.

Tables: crm.lead, crm.deal, crm.contact, crm.company, crm.quote, tasks.task, user, catalog.product,
crm.item:128 for the items of a type, lists.element:37 for the elements of a list in the folder.

Clients that insist on https trust DIR/ca.pem. The certificate is for localhost, 127.0.0.1,
oauth.bitrix.info, oauth.bitrix24.tech, *.bitrix24.com and *.bitrix24.ru, and for HOST.";

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(flatten)]
    schema: CatalogueArgs,
    /// The folder of a portal's own types, as `b24 portal pull` writes it
    #[arg(long, value_name = "DIR")]
    portal: Option<PathBuf>,
    /// The port to listen on, on this machine only; 0 takes a free one
    #[arg(long, default_value_t = 8024)]
    port: u16,
    /// Speak https, and write the certificate's authority to DIR/ca.pem; without a DIR, to mock-tls/ca.pem
    #[arg(long, value_name = "DIR", num_args = 0..=1, default_missing_value = "mock-tls")]
    tls: Option<PathBuf>,
    /// The host in answers and addresses, such as portal.bitrix24.com
    #[arg(long)]
    host: Option<String>,
    /// The seed of all random values
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// The portal's limits: standard (50 requests at once, 2 a second), enterprise (250, 5), none, or BURST/RATE
    #[arg(long, default_value = "none")]
    limits: Limits,
    /// The faults, each with its share of the requests: 503=0.02,reset-after=0.01
    #[arg(long, value_name = "FAULT=RATE,…", default_value = "", hide_default_value = true)]
    faults: Faults,
    /// Fill a table: crm.deal=100000, tasks.task=500, crm.item:128=50; may be given again [default: 10 rows each]
    #[arg(long, value_name = "TABLE=N", value_parser = table)]
    rows: Vec<(String, u64)>,
    /// Grant these scopes only, such as crm,task [default: all]
    #[arg(long, value_name = "SCOPE,…", value_delimiter = ',')]
    scopes: Vec<String>,
    /// Write identifiers as texts
    #[arg(long)]
    ids_as_strings: bool,
    /// Write empty objects as empty lists
    #[arg(long)]
    empty_objects_as_lists: bool,
    /// The speed of the portal's clock, which limits and tokens use: N times as fast
    #[arg(long, value_name = "N", default_value_t = 1.0, value_parser = speed)]
    clock_speed: f64,
    /// The number of threads that serve [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    workers: Option<u16>,
}

/// The largest number of rows of a table: they are listed in memory.
const MOST_ROWS: u64 = 10_000_000;

/// Parses `crm.deal=100000`.
fn table(text: &str) -> Result<(String, u64), String> {
    let parts = text.split_once('=').and_then(|(table, rows)| Some((table, rows.parse().ok()?)));
    match parts {
        Some((table, rows)) if rows <= MOST_ROWS => Ok((table.to_owned(), rows)),
        Some(_) => Err(format!("a table has no more than {MOST_ROWS} rows")),
        None => Err("write a table and how many rows it has, such as crm.deal=100000".to_owned()),
    }
}

/// Parses how fast a clock goes.
fn speed(text: &str) -> Result<f64, String> {
    let speed = text.parse().ok().filter(|speed: &f64| speed.is_finite() && *speed > 0.0);
    speed.ok_or_else(|| "write a number above 0: with 1 the clock goes as others do".to_owned())
}

/// Refuses scopes that no method has: with them, no call would go through.
fn check_scopes(scopes: &[String], model: &Model) -> Result<(), Failure> {
    let known = || model.methods.iter().flat_map(|method| &method.scopes).map(String::as_str);
    match scopes.iter().find(|scope| !known().any(|known| known == scope.as_str())) {
        Some(scope) => {
            let near = names::did_you_mean(scope, known());
            Err(Failure::usage(format!("no method has the scope `{}`{near}", shown::name(scope))))
        }
        None => Ok(()),
    }
}

/// Returns why a portal cannot start.
fn refused(error: StartError, port: u16) -> Failure {
    match error {
        StartError::Schema(error) => error.into(),
        StartError::Io(error) if error.kind() == ErrorKind::AddrInUse => Failure::Told(
            Kind::Failed,
            format!("the port {port} is in use, perhaps by another portal: `--port 0` takes a free one"),
        ),
        StartError::Io(error) if error.kind() == ErrorKind::PermissionDenied => {
            Failure::Told(Kind::Failed, format!("the port {port}, or a file, is not this user's to take: {error}"))
        }
        StartError::Io(error) => Error::Io(error).into(),
        error => Failure::usage(error.to_string()),
    }
}

impl Args {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let model = self.schema.model()?;
        check_scopes(&self.scopes, &model)?;
        let methods = count(model.methods.len(), "method");
        let processors = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let workers = self.workers.map_or_else(processors, usize::from);
        let quirks =
            Quirks { ids_as_strings: self.ids_as_strings, empty_objects_as_lists: self.empty_objects_as_lists };
        let mut builder = Portal::builder().model(model);
        if let Some(folder) = &self.portal {
            builder = builder.portal(folder).map_err(|error| refused(error, self.port))?;
        }
        let mut builder = builder
            .port(self.port)
            .seed(self.seed)
            .limits(self.limits)
            .faults(self.faults)
            .quirks(quirks)
            .clock_speed(self.clock_speed)
            .workers(workers)
            // Several clients may connect, all with the printed tokens.
            .keep_refresh_tokens()
            .keep_requests(0);
        if let Some(folder) = &self.tls {
            builder = builder.tls(folder);
        }
        if let Some(host) = self.host {
            builder = builder.host(host);
        }
        if !self.scopes.is_empty() {
            builder = builder.scopes(self.scopes);
        }
        let portal = builder.start().map_err(|error| refused(error, self.port))?;
        for (table, rows) in &self.rows {
            if !portal.try_fill(table, *rows) {
                let near = names::did_you_mean(table, TABLES.iter().copied());
                return Err(Failure::usage(format!(
                    "the portal has no table `{table}`{near}\nit has {}, and crm.item:128 for the items of a type",
                    TABLES.join(", ")
                )));
            }
        }
        print(&greeting(&portal, &methods, self.tls.as_ref()))?;
        // The portal serves on threads of its own; an interrupt ends the process.
        loop {
            thread::park();
        }
    }
}

/// The tables of rows, as the portal's own documentation has them.
const TABLES: &[&str] =
    &["crm.lead", "crm.deal", "crm.contact", "crm.company", "tasks.task", "user", "catalog.product"];

/// Returns the portal's address, and the credentials.
fn greeting(portal: &Portal, methods: &str, tls: Option<&PathBuf>) -> String {
    let oauth = portal.oauth();
    let mut text = format!("A portal with {methods} at {}\n\n", portal.url());
    let lines = [
        ("webhook", portal.webhook_url()),
        ("webhook 3.0", portal.webhook_url_v3()),
        ("tokens", format!("{}oauth/token/", portal.url())),
        ("client id", oauth.client_id().to_owned()),
        ("client secret", oauth.client_secret().to_owned()),
        ("app token", oauth.application_token().to_owned()),
        ("access token", oauth.access_token()),
        ("refresh token", oauth.refresh_token()),
    ];
    let authority = tls.map(|folder| ("authority", shown::path(folder.join("ca.pem"))));
    for (name, value) in lines.into_iter().chain(authority) {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{name:<14}{value}");
    }
    text + "\nInterrupt to stop.\n"
}

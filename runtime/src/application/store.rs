//! Installations in files.

use std::collections::HashMap;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::Application;
use crate::auth::Auth;
use crate::auth::oauth::OAuth;
use crate::auth::tokens::{TokenStore, Tokens};
use crate::boxed::{BoxError, BoxFuture};
use crate::error::{AuthError, Error};
use crate::events::payload::wire;
use crate::events::{EventAuth, Verifier};
use crate::random;
use crate::wire::{DateTime, Wire};

/// The maximum length of a portal's identifier.
const LONGEST_ID: usize = 64;

/// The portals of an application, each in a file of its own with its tokens. Clones share them.
///
/// Only the user who runs the program may read the files (mode 0600 in a folder with 0700, where the system has modes), and
/// a file is replaced whole or not at all. Renewed tokens are written before the call that needed them goes on. One process
/// may use a folder at a time: renewed tokens void the former ones.
///
/// ```no_run
/// # async fn example(install: &[u8], later: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
/// use bitrix24::incoming::{Event, Unverified};
/// use bitrix24::{Application, Client, FileStore};
///
/// let app = Application::new("local.5c8bb1b0891cf2.87252039", "KEY");
/// let portals = FileStore::new("portals", app.clone());
///
/// // Once for each portal.
/// portals.save(&app.verify(Event::parse_install(install)?).await?.auth).await?;
///
/// // For each event that comes later.
/// let event = Unverified::parse(later)?;
/// if let Some(portal) = portals.load(event.member_id().unwrap_or_default()).await? {
///     let event = event.verify(&portal.verifier())?;
///     let b24 = Client::builder(portal.auth()).build()?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct FileStore {
    shared: Arc<Shared>,
}

struct Shared {
    files: Arc<Files>,
    app: Application,
    /// The rights to call that were given out, by the portals' identifiers: each renews its tokens once for all callers.
    rights: Mutex<HashMap<String, OAuth>>,
}

struct Files {
    folder: PathBuf,
    /// Held while a file is changed.
    changing: Mutex<()>,
}

impl FileStore {
    /// Returns the portals of an application in a folder, which is made when the first one is saved.
    pub fn new(folder: impl Into<PathBuf>, app: Application) -> Self {
        let files = Arc::new(Files { folder: folder.into(), changing: Mutex::default() });
        FileStore { shared: Arc::new(Shared { files, app, rights: Mutex::default() }) }
    }

    /// Saves what is known of a portal, in place of what was. Clients that exist go on with the new tokens.
    ///
    /// # Errors
    ///
    /// [`Error::Auth`] with [`AuthError::Store`] when it has no `member_id` that a file can be named by, or the file cannot
    /// be written.
    pub async fn save(&self, portal: &EventAuth) -> Result<(), Error> {
        let portal = portal.clone();
        self.blocking(move |store| store.save_blocking(&portal)).await
    }

    /// Returns a portal that was saved; `None` for an unknown one.
    ///
    /// # Errors
    ///
    /// [`Error::Auth`] with [`AuthError::Store`] when the file cannot be read, and [`Error::Config`] when it has no address.
    pub async fn load(&self, member_id: &str) -> Result<Option<StoredPortal>, Error> {
        let member_id = member_id.to_owned();
        self.blocking(move |store| store.load_blocking(&member_id)).await
    }

    /// Removes what is known of a portal, as after `ONAPPUNINSTALL`.
    ///
    /// # Errors
    ///
    /// [`Error::Auth`] with [`AuthError::Store`] when the file cannot be removed.
    pub async fn remove(&self, member_id: &str) -> Result<(), Error> {
        let member_id = member_id.to_owned();
        self.blocking(move |store| store.remove_blocking(&member_id)).await
    }

    /// As [`save`](Self::save), on the calling thread.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn save_blocking(&self, portal: &EventAuth) -> Result<(), Error> {
        let member_id = portal.member_id.as_deref().unwrap_or_default();
        let tokens = Tokens::try_from(portal).map_err(failed)?;
        let portal = with_tokens(portal.clone(), &tokens);
        self.shared.files.change(member_id, |_| Some(portal)).map_err(failed)?;
        if let Some(oauth) = self.rights().get(member_id) {
            oauth.set(tokens);
        }
        Ok(())
    }

    /// As [`load`](Self::load), on the calling thread.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn load_blocking(&self, member_id: &str) -> Result<Option<StoredPortal>, Error> {
        let Some(installed) = self.shared.files.read(member_id).map_err(failed)? else { return Ok(None) };
        let address = installed.client_endpoint.as_deref();
        let address = address.ok_or_else(|| Error::Config("the portal has no `client_endpoint`".to_owned()))?;
        let auth = Auth::oauth(address, self.right(member_id, &installed)?)?;
        Ok(Some(StoredPortal { installed, auth }))
    }

    /// As [`remove`](Self::remove), on the calling thread.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn remove_blocking(&self, member_id: &str) -> Result<(), Error> {
        let removed = self.shared.files.path(member_id).and_then(|path| match fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed.map_err(|error| at(&path, &error)),
        });
        removed.map_err(failed)?;
        self.rights().remove(member_id);
        Ok(())
    }

    /// Returns the right to call a portal: the same one each time, so that its tokens are renewed once for all clients.
    fn right(&self, member_id: &str, installed: &EventAuth) -> Result<OAuth, Error> {
        let mut rights = self.rights();
        if let Some(oauth) = rights.get(member_id) {
            return Ok(oauth.clone());
        }
        let store = PortalTokens { files: Arc::clone(&self.shared.files), member_id: member_id.to_owned() };
        let oauth = self.shared.app.oauth(Tokens::try_from(installed).map_err(failed)?).store(store);
        rights.insert(member_id.to_owned(), oauth.clone());
        Ok(oauth)
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(FileStore) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let store = self.clone();
        let done = tokio::task::spawn_blocking(move || work(store)).await;
        done.unwrap_or_else(|error| Err(failed(error)))
    }

    fn rights(&self) -> MutexGuard<'_, HashMap<String, OAuth>> {
        self.shared.rights.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A portal that has the application, as a [`FileStore`] keeps it.
///
/// What an event or a page says of itself does not come into it: calls go to the address that was saved, with the tokens that
/// were saved.
///
/// ```no_run
/// # async fn example(portals: bitrix24::FileStore) -> Result<(), bitrix24::Error> {
/// use bitrix24::Client;
///
/// if let Some(portal) = portals.load("a223c6b3710f85df22e9377d6c4f7553").await? {
///     let b24 = Client::builder(portal.auth()).build()?;
///     println!("{:?} installed it on {}", portal.installed().user_id, b24.portal());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct StoredPortal {
    installed: EventAuth,
    auth: Auth,
}

impl StoredPortal {
    /// Returns the right to call the portal. Clients of all its loadings share the tokens.
    pub fn auth(&self) -> Auth {
        self.auth.clone()
    }

    /// Returns the verifier of what the portal sends. See [`EventAuth::verifier`].
    pub fn verifier(&self) -> Verifier {
        self.installed.verifier()
    }

    /// Returns what was saved, with the latest tokens.
    pub fn installed(&self) -> &EventAuth {
        &self.installed
    }
}

impl Files {
    /// The file of a portal. Its identifier comes from outside, and must not lead elsewhere.
    fn path(&self, member_id: &str) -> io::Result<PathBuf> {
        let is_name = (1..=LONGEST_ID).contains(&member_id.len())
            && member_id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if is_name {
            return Ok(self.folder.join(format!("{member_id}.json")));
        }
        Err(io::Error::new(io::ErrorKind::InvalidInput, "no `member_id` that a file can be named by"))
    }

    fn read(&self, member_id: &str) -> io::Result<Option<EventAuth>> {
        let path = self.path(member_id)?;
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(at(&path, &error)),
        };
        let wrong = || io::Error::new(io::ErrorKind::InvalidData, format!("{}: not a portal's file", path.display()));
        // An error of JSON would show what is there.
        let value: Value = serde_json::from_slice(&text).map_err(|_| wrong())?;
        let portal = wire::<EventAuth>(&value).filter(|portal| portal.member_id.as_deref() == Some(member_id));
        portal.map(Some).ok_or_else(wrong)
    }

    /// Puts another content in place of the present one, if there is another.
    fn change(&self, member_id: &str, change: impl FnOnce(Option<EventAuth>) -> Option<EventAuth>) -> io::Result<()> {
        let path = self.path(member_id)?;
        let _turn = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        // What cannot be read is replaced, too.
        let Some(portal) = change(self.read(member_id).ok().flatten()) else { return Ok(()) };
        make_folder(&self.folder).map_err(|error| at(&self.folder, &error))?;
        let unique = random::unique().map_err(io::Error::other)?;
        let new = self.folder.join(format!(".{member_id}.{unique}"));
        let text = EventAuth::encode(&portal).to_string();
        let written = write_whole(&new, text.as_bytes()).and_then(|()| fs::rename(&new, &path));
        // The new name has to be on the disk, too: the former tokens are void.
        #[cfg(unix)]
        let written = written.and_then(|()| File::open(&self.folder)?.sync_all());
        written.map_err(|error| {
            let _ = fs::remove_file(&new);
            at(&path, &error)
        })
    }
}

/// The same portal with these tokens, and the time at which they expire.
fn with_tokens(mut portal: EventAuth, tokens: &Tokens) -> EventAuth {
    portal.access_token = Some(tokens.access.clone());
    portal.refresh_token = Some(tokens.refresh.clone());
    let at = tokens.expires_at.and_then(|at| jiff::Timestamp::try_from(at).ok());
    (portal.expires, portal.expires_in) = (at.map(DateTime::from), None);
    portal
}

/// The tokens of one portal.
struct PortalTokens {
    files: Arc<Files>,
    member_id: String,
}

impl TokenStore for PortalTokens {
    fn store<'a>(&'a self, tokens: &'a Tokens) -> BoxFuture<'a, Result<(), BoxError>> {
        let (files, member_id, tokens) = (Arc::clone(&self.files), self.member_id.clone(), tokens.clone());
        // A portal that was removed meanwhile does not come back.
        let change = move || files.change(&member_id, |portal| portal.map(|portal| with_tokens(portal, &tokens)));
        Box::pin(async move { Ok(tokio::task::spawn_blocking(change).await??) })
    }
}

/// Makes a folder that is the user's own. One that exists stays as it is.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes a new file that nobody else may read, down to the disk.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file: File = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// An error that says where.
fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

fn failed(error: impl Into<BoxError>) -> Error {
    Error::Auth(Arc::new(AuthError::Store { source: error.into().into() }))
}

impl fmt::Debug for FileStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { files, app, .. } = &*self.shared;
        f.debug_struct("FileStore").field("folder", &files.folder).field("app", app).finish_non_exhaustive()
    }
}

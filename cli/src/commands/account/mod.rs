//! `b24 login`, `b24 logout` and `b24 profiles`: the right to call portals.

mod ask;
mod list;
mod login;
mod logout;

pub(crate) use list::Args as Profiles;
pub(crate) use login::Args as Login;
pub(crate) use logout::Args as Logout;

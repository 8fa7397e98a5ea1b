//! The portal's address, and the addresses of the methods that were called there.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use url::Url;

use crate::catalogue::Api;

/// The maximum number of kept addresses of a version of the API: about as many as it has methods.
const MOST: usize = 2_048;

/// The address of a portal up to `rest/`, ending in `/`, shared by all who call it.
#[derive(Clone)]
pub(super) struct Home(Arc<RwLock<Known>>);

struct Known {
    portal: Url,
    /// The addresses of methods, which take longer to make than to look up. They hold the webhook's secret.
    methods: [HashMap<String, Arc<Url>>; 2],
}

impl Home {
    pub(super) fn new(portal: Url) -> Self {
        Home(Arc::new(RwLock::new(Known { portal, methods: Default::default() })))
    }

    /// Returns the portal's address.
    pub(super) fn portal(&self) -> Url {
        self.0.read().unwrap_or_else(PoisonError::into_inner).portal.clone()
    }

    /// Takes another address, at which all methods have others.
    pub(super) fn moves_to(&self, portal: Url) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Known { portal, methods: Default::default() };
    }

    /// Returns the address of a method, made of the portal's when it is first asked for.
    pub(super) fn of<E>(
        &self,
        api: Api,
        method: &str,
        make: impl FnOnce(&Url) -> Result<Url, E>,
    ) -> Result<Arc<Url>, E> {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).methods[place(api)].get(method) {
            return Ok(Arc::clone(known));
        }
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let made = Arc::new(make(&known.portal)?);
        let methods = &mut known.methods[place(api)];
        if methods.len() < MOST {
            methods.insert(method.to_owned(), Arc::clone(&made));
        }
        Ok(made)
    }
}

fn place(api: Api) -> usize {
    match api {
        Api::V2 => 0,
        Api::V3 => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_until_the_portal_moves() {
        let url = |text| Url::parse(text).expect("an address");
        let home = Home::new(url("https://old.example.com/"));
        let of = |api| home.of(api, "user.current", |portal| portal.join(&format!("{api:?}/user.current")));
        let old = of(Api::V2).expect("an address");
        assert!(Arc::ptr_eq(&old, &of(Api::V2).expect("an address")));
        assert_eq!(of(Api::V3).expect("an address").path(), "/V3/user.current");
        home.moves_to(url("https://new.example.com/"));
        assert_eq!(of(Api::V2).expect("an address").host_str(), Some("new.example.com"));
    }

    #[test]
    fn no_more_addresses_are_kept_than_there_are_methods() {
        let home = Home::new(Url::parse("https://example.com/").expect("an address"));
        for number in 0..2 * MOST {
            let made = home.of(Api::V2, &format!("made.{number}"), |portal| portal.join("made"));
            assert!(made.is_ok());
        }
        assert_eq!(home.0.read().expect("a lock").methods[0].len(), MOST);
    }
}

//! The page that somebody wanted before they had to sign in. The browser keeps it, sealed, because its path names patients
//! and items and has no place in an address.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use jiff::SignedDuration;
use portico_vault::Class;

use crate::Accounts;

const PLACE: &[u8] = b"way_back";

impl Accounts {
    /// How long a way back is kept.
    pub const WAY_BACK_LASTS: SignedDuration = SignedDuration::from_mins(10);

    /// A path for the browser to keep.
    pub fn seal_way_back(&self, path: &str) -> String {
        let until = (self.now() + Self::WAY_BACK_LASTS).as_second().to_be_bytes();
        let plain = [until.as_slice(), path.as_bytes()].concat();
        BASE64_URL_SAFE_NO_PAD.encode(self.inner().vault.seal(Class::Identity, PLACE, &plain))
    }

    /// The path again; `None` where it was not sealed here, or too long ago.
    pub fn open_way_back(&self, sealed: &str) -> Option<String> {
        let sealed = BASE64_URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let plain = self.inner().vault.open(Class::Identity, PLACE, &sealed).ok()?;
        let (until, path) = plain.split_first_chunk::<8>()?;
        let is_kept = self.now().as_second() < i64::from_be_bytes(*until);
        String::from_utf8(path.to_vec()).ok().filter(|_| is_kept)
    }
}

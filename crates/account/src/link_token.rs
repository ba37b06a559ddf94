use std::fmt;

use zeroize::Zeroizing;

use crate::SessionToken;

/// The secret in a link, a form or a cookie that opens no session: 256 random bits of which only a hash is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(SessionToken);

impl LinkToken {
    #[expect(clippy::new_without_default, reason = "a secret is made, it is no default")]
    pub fn new() -> Self {
        Self(SessionToken::new())
    }

    /// `None` if `text` cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        SessionToken::parse(text).map(Self)
    }

    /// 43 characters that fit an address.
    pub fn to_text(&self) -> Zeroizing<String> {
        self.0.to_text()
    }

    pub(crate) fn hash(&self) -> [u8; 32] {
        self.0.hash()
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(…)")
    }
}
